#pragma once

#include "xsd/model/date.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// A report as data: what the text, CSV, JSON and HTML of it are made from.
namespace rules::rapport {

/// What a number in a column is, and so how people read it.
enum class Eenheid : std::uint8_t {
    tekst,
    gemeente,        ///< text: CBS code; a reader is shown its name too
    aanbieder,       ///< text: AGB code; likewise
    product,         ///< text: product code, or the categorie; likewise
    bericht,         ///< number of a message
    centen,          ///< whole cents
    basispunten,     ///< 6225 is 62,25 %
    aantal,          ///< a count
    honderdsten,     ///< 2675 is 26,75
    tienduizendsten, ///< 102857 is 10,2857
    dagen,           ///< a number of days
    datum,           ///< days since 1970-01-01
};
/// "centen", as JSON and docs/rapporten.md write it.
[[nodiscard]] std::string_view name(Eenheid eenheid);
[[nodiscard]] bool is_tekst(Eenheid eenheid) noexcept;

struct Kolom {
    std::string naam; ///< key in JSON and CSV
    std::string titel;
    Eenheid eenheid = Eenheid::tekst;
};

/// Empty (monostate): there is nothing to say, which is not zero.
using Waarde = std::variant<std::monostate, std::int64_t, std::string>;

/// What a row was made of.
struct Herkomst {
    std::vector<std::int64_t> berichten;   ///< sorted, each once; at most Bronnen::meeste
    bool volledig = true;                  ///< false: there were more
    std::vector<std::string> verwijzingen; ///< "bundel.toml:12", "voorschot.csv:3", "registraties.csv:14"
};

struct Rij {
    std::vector<Waarde> cellen; ///< one per column
    Herkomst herkomst{};
    bool let_op = false; ///< stands out: outside a limit, unexplained, late
};

/// A figure that could have been another one, and who said which.
struct Gebruikt {
    std::string naam;
    std::string waarde;
    std::string bron; ///< "standaard", "optie", "noord-limburg@2026-1, bundel.toml [rapport]"
};

/// A picture of columns of the report.
struct Grafiek {
    enum class Soort : std::uint8_t {
        staaf, ///< one bar per row
        lijn,  ///< a point per row, in order of the rows
        abc,   ///< cumulated share against cumulated share, both in basis points
    };
    Soort soort = Soort::staaf;
    std::string titel;
    std::string label;                ///< column that names the bar or point
    std::vector<std::string> waarden; ///< columns that are drawn
};

/// A file that was used.
struct GebruikteInvoer {
    std::string naam;
    std::string bestand;
    std::string sha256;
    std::size_t regels = 0;
};

struct Rapport {
    std::string naam;
    std::string titel;
    std::string rekenregel; ///< "C04"
    std::string vraag;      ///< the question it answers
    model::Period periode{};
    model::Date op{};       ///< as known on
    std::string gemeente{}; ///< only of this one; empty: all
    std::string aanbieder{};
    std::vector<std::pair<std::string, std::string>> bundels{}; ///< (label, hash)
    std::vector<Gebruikt> gebruikt{};
    std::vector<GebruikteInvoer> invoer{};
    std::vector<std::string> waarschuwingen{}; ///< Dutch, the gravest first
    std::vector<Kolom> kolommen{};
    std::vector<Rij> rijen{};
    std::vector<Waarde> totaal{}; ///< one per column, or none
    std::string afronding{};      ///< how the total was made and rounded
    std::vector<Grafiek> grafieken{};
    std::vector<std::pair<std::string, std::string>> namen{}; ///< code and name of gemeenten, aanbieders and products in it, sorted
};

} // namespace rules::rapport
