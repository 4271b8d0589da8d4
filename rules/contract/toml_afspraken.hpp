#pragma once

#include "rules/contract/toml.hpp"

#include <toml++/toml.h>

namespace rules::contract {

/// `[[vorm]]`, `[[perceel]]` and `[parameters]` of bundel.toml.
void read_afspraken(std::string const& bestand, toml::table const& root, Kop& kop, std::vector<Fout>& fouten);

/// `[rapport]`: figures of reports, each a key that a report knows (docs/rapporten.md).
void read_rapport(std::string const& bestand, toml::table const& root, Kop& kop, std::vector<Fout>& fouten);

/// `[regels.R14]`, `[regels.R14.301]`: refused beyond what the standard leaves room for, naming its rule.
void read_regels(std::string const& bestand, toml::table const& root, Kop& kop, std::vector<Fout>& fouten);

} // namespace rules::contract
