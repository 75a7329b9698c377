# SPDX-License-Identifier: EUPL-1.2
# Sessions: commands with the output they must have, run by tests/run_session.py.
include_guard(DIRECTORY)
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)

# vw_session_test(NAME FILE): one session file, or one Markdown file with console blocks.
function(vw_session_test name file)
  add_test(NAME ${name} COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/run_session.py ${file}
                                --program $<TARGET_FILE:verantwoord>)
  set_tests_properties(${name} PROPERTIES TIMEOUT 600 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()

# vw_session_tests(PREFIX): each *.session beside the CMakeLists.txt that calls this.
function(vw_session_tests prefix)
  if(NOT TARGET verantwoord)
    return()
  endif()
  file(GLOB sessions CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.session)
  foreach(session ${sessions})
    cmake_path(GET session STEM LAST_ONLY name)
    vw_session_test(${prefix}.${name} ${session})
  endforeach()
endfunction()
