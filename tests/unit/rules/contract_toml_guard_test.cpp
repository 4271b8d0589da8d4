#include "rules/contract/toml_guard.hpp"

#include <doctest/doctest.h>

using rules::contract::unsafe_toml;

TEST_CASE("what toml++ may see") {
    CHECK(!unsafe_toml(""));
    CHECK(!unsafe_toml(
        "[bundel]\nnaam = \"noord\" # héél goed\nomschrijving = \"Bundel voor Skarsterl\xC3\xA2n \\\" ja\"\r\nandere = 'é'\n"));
    CHECK(!unsafe_toml("[ \"a\" ]\n[[x]]\nrij = [1,\n 2]\n"));
}

TEST_CASE("what toml++ may not see, and where it stands") {
    CHECK(unsafe_toml("[=x]") == 0);
    CHECK(unsafe_toml("a = 1\n  [[]]") == 8);
    CHECK(unsafe_toml("a = 1\v[") == 6);
    CHECK(unsafe_toml("a = 1\n\xC3\xA9 = 2") == 6);
    CHECK(unsafe_toml("a = \"x\" \xC3\xA9") == 8);
    CHECK(unsafe_toml("a = \"\"\"\nx\n\"\"\"") == 4);
    CHECK(unsafe_toml("a = '''x'''") == 4);
    CHECK(unsafe_toml("a = \"open") == 4);
}
