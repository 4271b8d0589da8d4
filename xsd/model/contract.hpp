#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/money.hpp"
#include "xsd/model/soort.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A region's contract bundle as data: what `rules/contract/load` makes of a directory of TOML and CSV, and what the rules read.
namespace model {

/// Validity, both ends included; no end: open.
struct Geldigheid {
    Date van;
    std::optional<Date> tot;
    [[nodiscard]] bool op(Date d) const noexcept { return van <= d && (!tot || d <= *tot); }
};

struct ContractGemeente {
    std::string code; ///< CBS, four digits
    std::string naam;
    Geldigheid geldig;
    std::string herkomst; ///< "gemeenten.csv:3"
};

/// A product of the agreed product list (TR381: which categorie it belongs to).
struct ContractProduct {
    Domein domein = Domein::wmo;
    Code categorie;
    std::string code;
    std::string omschrijving;
    Code eenheid; ///< contract unit, for aspecifieke and generieke toewijzingen (TR341)
    Geldigheid geldig;
    std::string herkomst;
};

/// A contract tarief (TR418): product, unit and validity; `aanbieder` empty: for every aanbieder without a line of its own.
struct ContractTarief {
    Domein domein = Domein::wmo;
    std::string product;
    Code eenheid;
    std::string aanbieder; ///< AGB, or empty
    Money tarief;          ///< per unit
    Geldigheid geldig;
    std::string herkomst;
};

struct Contract {
    std::string naam;   ///< "noorderdal"
    std::string versie; ///< "2026-1"
    std::string hash;   ///< SHA-256 over the bundle's canonical bytes, lower-case hex
    Geldigheid geldig;
    std::vector<ContractGemeente> gemeenten;
    std::vector<ContractProduct> producten; ///< sorted by (domein, code, van)
    std::vector<ContractTarief> tarieven;   ///< sorted by (domein, product, eenheid, aanbieder, van)

    /// "naam@versie", as findings and decisions name it.
    [[nodiscard]] std::string label() const { return naam + "@" + versie; }
    [[nodiscard]] ContractGemeente const* gemeente(std::string_view code, Date op) const;
    /// The product valid on a day; any day of the list when `op` is nullopt.
    [[nodiscard]] ContractProduct const* product(Domein domein, std::string_view code, std::optional<Date> op) const;
    /// The tarief for this aanbieder on a day: its own line, else the one for everybody.
    [[nodiscard]] ContractTarief const* tarief(Domein domein, std::string_view product, Code eenheid, std::string_view aanbieder,
                                               Date op) const;
};

} // namespace model
