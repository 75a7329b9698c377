# SPDX-License-Identifier: EUPL-1.2
# The tutorial as a whole, and the walks of both organisations, which find the source through SOURCE.
if(TARGET verantwoord)
  foreach(organisation municipality insurer)
    add_test(NAME e2e.tutorial.${organisation}
             COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/check_tutorial.py
                     $<TARGET_FILE:verantwoord> ${CMAKE_SOURCE_DIR} ${organisation})
    set_tests_properties(e2e.tutorial.${organisation} PROPERTIES TIMEOUT 600 LABELS heavy COST 100)
  endforeach()
  foreach(walk README LEESMIJ insurer.README insurer.LEESMIJ)
    if(TEST manual.docs.tutorial.${walk}.md)
      set_tests_properties(manual.docs.tutorial.${walk}.md PROPERTIES ENVIRONMENT SOURCE=${CMAKE_SOURCE_DIR})
    endif()
  endforeach()
endif()
