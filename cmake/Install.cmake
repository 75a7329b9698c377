# SPDX-License-Identifier: EUPL-1.2
# What `cmake --install` puts where, and the .deb that `cpack` makes of it. The program itself writes its
# man page and its completions, from its table of options.
if(NOT TARGET verantwoord)
  return()
endif()
include(GNUInstallDirs)
set(VW_MAN ${CMAKE_BINARY_DIR}/verantwoord.1)
set(VW_COMPLETION ${CMAKE_BINARY_DIR}/verantwoord.bash)
add_custom_command(
  OUTPUT ${VW_MAN} ${VW_COMPLETION}
  COMMAND verantwoord --print-man > ${VW_MAN}
  COMMAND verantwoord --print-completion > ${VW_COMPLETION}
  DEPENDS verantwoord
  COMMENT "Writing the man page and the completions"
  VERBATIM)
add_custom_target(vw_manual ALL DEPENDS ${VW_MAN} ${VW_COMPLETION})

install(TARGETS verantwoord)
install(FILES ${VW_MAN} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${VW_COMPLETION} RENAME verantwoord
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES README.md CHANGELOG.md docs/rules.md docs/control-sets.md docs/import.md docs/ledger.md docs/messages.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The maintainers of verantwoord")
set(CPACK_PACKAGE_VENDOR "verantwoord")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
# The libraries are found by dpkg-shlibdeps (package dpkg-dev); the fonts of the PDF, and what files look like, are
# read when it runs.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-dejavu-core, fonts-lato, hyphen-en-gb, hyphen-nl, libmagic-mgc")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-droid-fallback, fonts-symbola")
include(CPack)
