# SPDX-License-Identifier: EUPL-1.2
# The tutorial as a whole, and its two walks, which find the source through SOURCE.
if(TARGET verantwoord)
  add_test(NAME e2e.tutorial COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/check_tutorial.py
                                     $<TARGET_FILE:verantwoord> ${CMAKE_SOURCE_DIR})
  set_tests_properties(e2e.tutorial PROPERTIES TIMEOUT 600)
  foreach(walk README LEESMIJ)
    if(TEST manual.docs.tutorial.${walk}.md)
      set_tests_properties(manual.docs.tutorial.${walk}.md PROPERTIES ENVIRONMENT SOURCE=${CMAKE_SOURCE_DIR})
    endif()
  endforeach()
endif()
