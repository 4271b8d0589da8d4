#pragma once

#include "rules/contract/fields.hpp"
#include "rules/contract/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

/// The CSVs of a bundle, each read into the contract. Order: gemeenten, producten, overeenkomsten, tarieven, the rest.
namespace rules::contract {

/// What was read so far. A file that could not be read as a table is blamed itself, not through the lines that name its things.
struct Kader {
    model::Contract& contract;
    std::vector<Fout>& fouten;
    bool kop = false;       ///< vormen and percelen are known
    bool gemeenten = false; ///< so are the gemeenten
    /// Domein and code of every line of producten.csv, also of lines that are wrong elsewhere.
    std::optional<std::set<std::pair<std::string, std::string>>> producten{};
    /// AGB codes of overeenkomsten.csv; nullopt without that file: then any aanbieder may be named.
    std::optional<std::set<std::string>> aanbieders{};

    /// Each leaves a Fout when the cell names what is not there; an empty cell names nothing.
    void known_gemeente(Fields& fields, Rij const& rij, std::size_t cel, std::string_view code) const;
    void known_perceel(Fields& fields, Rij const& rij, std::size_t cel, std::string_view id, std::optional<model::Domein> domein) const;
    void known_product(Fields& fields, Rij const& rij, std::size_t cel, std::string_view code, std::optional<model::Domein> domein) const;
    void known_aanbieder(Fields& fields, Rij const& rij, std::size_t cel, std::string_view agb) const;
};

void load_gemeenten(std::string const& bestand, std::string_view bytes, Kader& kader);
void load_producten(std::string const& bestand, std::string_view bytes, Kader& kader);
void load_tarieven(std::string const& bestand, std::string_view bytes, Kader& kader);
void load_overeenkomsten(std::string const& bestand, std::string_view bytes, Kader& kader);
void load_deelname(std::string const& bestand, std::string_view bytes, Kader& kader);
void load_opslagen(std::string const& bestand, std::string_view bytes, Kader& kader);
void load_budgetten(std::string const& bestand, std::string_view bytes, Kader& kader);
void load_capaciteit(std::string const& bestand, std::string_view bytes, Kader& kader);
void load_combinaties(std::string const& bestand, std::string_view bytes, Kader& kader);

/// A line of a CSV that could be read, with the row it came from.
template <class T>
struct Gelezen {
    T waarde;
    Rij const* rij;
};

inline std::string herkomst(std::string_view bestand, Rij const& rij) { return fmt::format("{}:{}", bestand, rij.lijn); }

/// Sorts by key and start, and appends a Fout for each line that overlaps an earlier one of the same key.
/// `cel` is the column the fault points at, `wat` names the thing in the sentence.
template <class T, class Key>
void check_overlap(std::vector<Gelezen<T>>& lines, Key key, std::size_t cel, std::string_view wat, Fields& fields) {
    std::ranges::sort(lines, [&](auto const& a, auto const& b) {
        auto const ka = key(a.waarde);
        auto const kb = key(b.waarde);
        return ka != kb ? ka < kb : std::tuple(a.waarde.geldig.van, a.rij->lijn) < std::tuple(b.waarde.geldig.van, b.rij->lijn);
    });
    for (std::size_t i = 0, reach = 0; i + 1 < lines.size(); ++i) {
        auto const& next = lines[i + 1];
        // `reach`: the line of this key whose validity goes furthest, so that a short line between two long ones hides nothing.
        auto const further = [&](T const& a, T const& b) { return !a.geldig.tot || (b.geldig.tot && *a.geldig.tot > *b.geldig.tot); };
        if (i == 0 || key(lines[i].waarde) != key(lines[reach].waarde) || further(lines[i].waarde, lines[reach].waarde)) reach = i;
        auto const& earlier = lines[reach];
        if (key(earlier.waarde) != key(next.waarde) || !earlier.waarde.geldig.op(next.waarde.geldig.van)) continue;
        fields.fault(*next.rij, cel,
                     earlier.waarde.geldig.tot ? fmt::format("{} of later", to_string(*earlier.waarde.geldig.tot + 1))
                                               : fmt::format("een geldig_tot op regel {}", earlier.rij->lijn),
                     fmt::format("Op deze dag geldt {} al volgens regel {}.", wat, earlier.rij->lijn));
    }
}

template <class T>
std::vector<T> values(std::vector<Gelezen<T>>&& lines) {
    std::vector<T> out;
    out.reserve(lines.size());
    for (auto& line : lines) out.push_back(std::move(line.waarde));
    return out;
}

} // namespace rules::contract
