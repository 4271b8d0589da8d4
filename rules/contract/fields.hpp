#pragma once

#include "rules/contract/load.hpp"
#include "xsd/model/contract.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rules::contract {

using model::Rij;

/// Reads the cells of one CSV file. Each function appends a Fout and returns nullopt when the cell is not what it should be.
class Fields {
public:
    Fields(std::string const& bestand, std::vector<Fout>& fouten) : bestand_(bestand), fouten_(fouten) {}

    std::optional<model::Domein> domein(Rij const& rij, std::size_t cel);
    /// Productcategorie of the domain (WMO020, JZ020).
    std::optional<model::Code> categorie(Rij const& rij, std::size_t cel, std::optional<model::Domein> domein);
    /// Eenheid (WJ756).
    std::optional<model::Code> eenheid(Rij const& rij, std::size_t cel);
    /// Four digits.
    std::optional<std::string> gemeente(Rij const& rij, std::size_t cel);
    /// Eight digits, or empty.
    std::optional<std::string> aanbieder(Rij const& rij, std::size_t cel);
    /// One to five characters without blanks (LDT_ProductCode).
    std::optional<std::string> product_code(Rij const& rij, std::size_t cel);
    std::optional<std::string> tekst(Rij const& rij, std::size_t cel);
    /// Euros with at most two decimals, from 0,01 up to what LDT_Bedrag can hold.
    std::optional<model::Money> tarief(Rij const& rij, std::size_t cel);
    /// From and to, both included; an empty `tot`: open.
    std::optional<model::Geldigheid> geldig(Rij const& rij, std::size_t van, std::size_t tot);

    void fault(Rij const& rij, std::size_t cel, std::string verwacht, std::string melding);

private:
    std::optional<model::Date> datum(Rij const& rij, std::size_t cel);

    std::string const& bestand_;
    std::vector<Fout>& fouten_;
};

} // namespace rules::contract
