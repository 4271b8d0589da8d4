#pragma once

#include "xsd/model/envelop.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// Faults as StUF and SOAP have them. Pure.
namespace gateway::soap {

/// The codes that a Fo03 or Fo01 of ours carries (StUF 03.01 table 4.1). docs/ggk.md tells senders what to do about each.
enum class Foutcode : std::uint8_t {
    versie_sectormodel,      ///< StUF007
    ontvanger_onbekend,      ///< StUF010
    zender_onbekend,         ///< StUF013
    niet_uniek,              ///< StUF016
    niet_later,              ///< StUF019
    berichtcode_onbekend,    ///< StUF022
    functie_onbekend,        ///< StUF034
    functie_niet_toegestaan, ///< StUF037
    combinatie,              ///< StUF040
    cross_onbekend,          ///< StUF043
    niet_opgeslagen,         ///< StUF046
    niet_conform,            ///< StUF055
};

/// What stands in the body of a Fo01 or Fo03: code, plek, and the sentence of the standard with ours behind it, within 200 characters.
/// @param uitleg what is wrong here, Dutch, without a value that the sender chose; empty: nothing more
[[nodiscard]] model::EnvelopFoutmelding foutmelding(Foutcode code, std::string_view uitleg);

/// "Client" or "Server": the faultcode that goes with the plek.
[[nodiscard]] std::string_view faultcode(model::EnvelopFoutmelding const& fout);

} // namespace gateway::soap
