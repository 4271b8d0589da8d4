# docs/settings.md is what the program says of itself.
execute_process(COMMAND ${KETENPOORT} config --markdown OUTPUT_VARIABLE now RESULT_VARIABLE code)
file(READ ${PAGE} page)
if(NOT code EQUAL 0 OR NOT now STREQUAL page)
  message(FATAL_ERROR "docs/settings.md is stale; make it again: ketenpoort config --markdown > docs/settings.md")
endif()
