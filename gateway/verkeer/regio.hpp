#pragma once

#include "xsd/model/contract.hpp"
#include "xsd/model/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gateway::verkeer {

/// A product that one aanbieder may deliver, and where, so that no agreement of the bundle stands in the way.
struct Aanbod {
    model::ContractProduct const* product = nullptr;
    model::Perceel const* perceel = nullptr; ///< nullptr: the bundle has no percelen
    std::uint16_t aanbieder = 0;             ///< in Regio::aanbieders
    std::vector<std::uint16_t> gemeenten;    ///< in Regio::gemeenten
    model::Geldigheid begin;                 ///< when a toewijzing may begin
    std::optional<model::Geldigheid> stop;   ///< no new clients then
    std::uint32_t gewicht = 0;               ///< how often it is chosen, against the others of its domein
    bool traject = false;                    ///< eenheid 82: once for the whole, not per month

    [[nodiscard]] bool euros() const { return product->eenheid == "83"; }
    [[nodiscard]] bool open_op(model::Date dag) const { return begin.op(dag) && (!stop || !stop->op(dag)); }
};

/// What traffic can be made of: a bundle over a period. The contract must live as long.
struct Regio {
    model::Contract const* contract = nullptr;
    std::vector<std::string> aanbieders; ///< AGB
    std::vector<model::ContractGemeente const*> gemeenten;
    std::vector<Aanbod> wmo;
    std::vector<Aanbod> jw;

    [[nodiscard]] std::vector<Aanbod> const& aanbod(model::Domein domein) const { return domein == model::Domein::wmo ? wmo : jw; }
    /// Per unit with the surcharges the aanbieder has; nullopt: none, or it changes within the period.
    [[nodiscard]] std::optional<model::Money> tarief(Aanbod const& aanbod, model::Period periode) const;
};

/// Whether what a rule finds about a 301 is only a signal in this region: the toewijzing is taken in all the same.
[[nodiscard]] bool alleen_signaal(model::Contract const& contract, std::string_view regel);

/// Pure. Error: wrong_use, when the bundle has nothing that is valid in the period.
[[nodiscard]] model::Result<Regio> maak_regio(model::Contract const& contract, model::Period periode);

} // namespace gateway::verkeer
