#pragma once

#include "rules/contract/load.hpp"
#include "xsd/model/contract.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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
    /// Letters, digits, `-`, `_`, `+` and points: how people name a perceel, a budget, a place; at most 40 characters, or empty.
    std::optional<std::string> id(Rij const& rij, std::size_t cel);
    /// Euros with at most two decimals, from 0,01 up to what LDT_Bedrag can hold.
    std::optional<model::Money> tarief(Rij const& rij, std::size_t cel);
    /// Euros with at most two decimals, from 0,00 up to 9.999.999.999,99; empty: nothing.
    std::optional<model::Money> bedrag(Rij const& rij, std::size_t cel);
    /// A whole number in [van, tot]; empty: `leeg`.
    std::optional<std::int32_t> getal(Rij const& rij, std::size_t cel, std::int32_t van, std::int32_t tot, std::int32_t leeg = 0);
    /// `ja` or `nee`; empty: nee.
    std::optional<bool> ja_nee(Rij const& rij, std::size_t cel);
    /// Words separated by blanks.
    static std::vector<std::string> lijst(Rij const& rij, std::size_t cel);
    /// One of some words, as the value that stands for it.
    template <class T>
    std::optional<T> keuze(Rij const& rij, std::size_t cel, std::span<std::pair<std::string_view, T> const> woorden) {
        std::string vorm;
        for (auto const& [woord, waarde] : woorden) {
            if (woord == rij.cellen[cel].tekst) return waarde;
            vorm.append(vorm.empty() ? "" : ", ").append(woord.empty() ? "leeg" : woord);
        }
        fault(rij, cel, "een van " + vorm, "Dit woord is hier onbekend.");
        return std::nullopt;
    }
    /// A day that exists, from 1900.
    std::optional<model::Date> datum(Rij const& rij, std::size_t cel);
    /// From and to, both included; an empty `tot`: open.
    std::optional<model::Geldigheid> geldig(Rij const& rij, std::size_t van, std::size_t tot);

    void fault(Rij const& rij, std::size_t cel, std::string verwacht, std::string melding);

private:
    std::optional<std::int64_t> centen(Rij const& rij, std::size_t cel, std::string_view wat, std::size_t cijfers);

    std::string const& bestand_;
    std::vector<Fout>& fouten_;
};

} // namespace rules::contract
