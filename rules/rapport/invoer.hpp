#pragma once

#include "rules/rapport/rapport.hpp"
#include "xsd/model/csv.hpp"

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What reports need and messages do not tell: CSV files people keep, with a checked form.
namespace rules::rapport {

struct InvoerKolom {
    std::string_view naam;
    Eenheid eenheid = Eenheid::tekst; ///< aantal, centen, basispunten, honderdsten, datum, tekst, gemeente, aanbieder
    bool verplicht = true;            ///< the column and a value in it
};

struct Invoervorm {
    std::string_view naam; ///< "voorschot"
    std::string_view uitleg;
    std::span<InvoerKolom const> kolommen; ///< those that must be there first
};
[[nodiscard]] std::span<Invoervorm const> invoervormen();
[[nodiscard]] Invoervorm const* vind_invoer(std::string_view naam);
/// "voorschot.csv met gemeente;aanbieder;...", for help and faults.
[[nodiscard]] std::string vorm_tekst(Invoervorm const& vorm);

struct Invoerregel {
    std::uint32_t lijn = 0;
    std::vector<Waarde> cellen; ///< one per column of the form
};

/// A file that passed.
class Invoer {
public:
    Invoervorm const* vorm = nullptr;
    std::string bestand;
    std::string sha256;
    std::vector<Invoerregel> regels;

    /// The cell of a row by name of column. @pre the form has it
    [[nodiscard]] std::string const& tekst(Invoerregel const& regel, std::string_view kolom) const;
    [[nodiscard]] std::int64_t getal(Invoerregel const& regel, std::string_view kolom) const; ///< 0 when left empty
    [[nodiscard]] bool leeg(Invoerregel const& regel, std::string_view kolom) const;
    /// "voorschot.csv:3"
    [[nodiscard]] std::string plaats(Invoerregel const& regel) const;

private:
    [[nodiscard]] Waarde const& cel(Invoerregel const& regel, std::string_view kolom) const;
};

/// Reads and checks all of it; every fault at once with line, column and what would pass.
/// @param gemeenten the codes that may stand in it; empty: any. Pure.
[[nodiscard]] std::expected<Invoer, std::vector<model::Fout>> lees_invoer(Invoervorm const& vorm, std::string const& bestand,
                                                                          std::string_view bytes, std::span<std::string const> gemeenten);

} // namespace rules::rapport
