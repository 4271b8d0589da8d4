#pragma once

#include "rules/contract/load.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rules::contract {

/// What `bundel.toml` says.
struct Kop {
    std::string naam;
    std::string versie;
    std::string omschrijving;
    model::Geldigheid geldig;
};

/// Reads `bundel.toml` and appends what is wrong with it. What it returns counts only when it appended nothing. Pure.
Kop read_kop(std::string const& bestand, std::string_view bytes, std::vector<Fout>& fouten);

} // namespace rules::contract
