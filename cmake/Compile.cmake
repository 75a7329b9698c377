# SPDX-License-Identifier: EUPL-1.2
# How every file of ours is compiled, on one interface target.
add_library(vw_compile INTERFACE)
target_include_directories(vw_compile INTERFACE ${CMAKE_SOURCE_DIR}/engine ${CMAKE_SOURCE_DIR})
target_compile_definitions(vw_compile INTERFACE _POSIX_C_SOURCE=200809L
                                                VW_VERSION="${PROJECT_VERSION}")
target_compile_options(
  vw_compile
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
            -Wcast-qual -Wundef -Wvla -Wformat=2 -Wswitch-enum)
if(VW_WERROR)
  target_compile_options(vw_compile INTERFACE -Werror)
endif()
if(VW_SANITIZE)
  target_compile_options(vw_compile INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer
                                              -fno-sanitize-recover=undefined)
  target_link_options(vw_compile INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(vw_compile INTERFACE VW_ARENA_DEBUG)
endif()
if(VW_FUZZ)
  target_compile_options(vw_compile INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
  target_link_options(vw_compile INTERFACE -fsanitize=address,undefined)
endif()

# vw_layer(NAME SOURCES... [USES targets...]): one layer is one static library, vw_NAME.
function(vw_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_library(vw_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(vw_${name} PUBLIC vw_compile ${ARG_USES})
endfunction()
