# SPDX-License-Identifier: EUPL-1.2
# Files of the source tree, built into the program.
add_executable(vw_embed_tool ${CMAKE_SOURCE_DIR}/cmake/embed.c)

# vw_embed(SOURCES_VAR NAME FOLDER PATTERN...): appends to SOURCES_VAR a C file that holds the files
# below FOLDER (from the top of the source tree) that match a PATTERN, as vw_embedded_NAME; see
# engine/base/embed.h. It is made again when a file changes, comes or goes.
function(vw_embed sources_var name folder)
  set(globs ${ARGN})
  list(TRANSFORM globs PREPEND ${CMAKE_SOURCE_DIR}/${folder}/)
  file(GLOB_RECURSE paths CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${globs})
  set(files ${paths})
  list(TRANSFORM files PREPEND ${CMAKE_SOURCE_DIR}/)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.c)
  add_custom_command(
    OUTPUT ${output}
    COMMAND vw_embed_tool ${output} ${name} ${CMAKE_SOURCE_DIR} ${paths}
    DEPENDS vw_embed_tool ${files}
    COMMENT "Embedding ${folder}"
    VERBATIM)
  set(${sources_var} ${${sources_var}} ${output} PARENT_SCOPE)
endfunction()

# vw_pack(SOURCES_VAR NAME FOLDER PATTERN...): the same for the trees of those files, which are YAML, as
# vw_packed_NAME; see engine/load/packed.h. The target vw_pack_tool makes it.
function(vw_pack sources_var name folder)
  set(globs ${ARGN})
  list(TRANSFORM globs PREPEND ${CMAKE_SOURCE_DIR}/${folder}/)
  file(GLOB_RECURSE paths CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${globs})
  set(files ${paths})
  list(TRANSFORM files PREPEND ${CMAKE_SOURCE_DIR}/)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/packed_${name}.c)
  add_custom_command(
    OUTPUT ${output}
    COMMAND vw_pack_tool ${output} ${name} ${CMAKE_SOURCE_DIR} ${paths}
    DEPENDS vw_pack_tool ${files}
    COMMENT "Packing ${folder}"
    VERBATIM)
  set(${sources_var} ${${sources_var}} ${output} PARENT_SCOPE)
endfunction()
