#pragma once

#include "xsd/read.hpp"
#include "xsd/write.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// Messages for the tests of xsd/, as text, and what reading them gives.
namespace berichten {

[[nodiscard]] inline std::span<std::byte const> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

[[nodiscard]] inline xsd::SchemaSet const& schemas() {
    static auto const made = xsd::SchemaSet::built_in().value();
    return *made;
}

[[nodiscard]] inline std::expected<model::Message, model::Findings> read(std::string_view text) {
    return xsd::read(schemas(), bytes(text));
}

/// `text` with the first `from` replaced. A test that replaces nothing would prove nothing: then the text comes back empty.
[[nodiscard]] inline std::string with(std::string text, std::string_view from, std::string_view to) {
    auto const at = text.find(from);
    if (at == std::string::npos) return {};
    return text.replace(at, from.size(), to);
}

/// The only finding of a message that must have exactly one; an empty one otherwise.
[[nodiscard]] inline model::Finding only_finding(std::string_view text) {
    auto const result = read(text);
    if (result || result.error().size() != 1) return {};
    return result.error().front();
}

inline std::string const prestatie = R"(          <wmo323:Prestatie>
            <wmo323:ProductReferentie><iwmo:ReferentieNummer>REF1</iwmo:ReferentieNummer></wmo323:ProductReferentie>
            <wmo323:ToewijzingNummer>4711</wmo323:ToewijzingNummer>
            <wmo323:ProductCategorie>02</wmo323:ProductCategorie>
            <wmo323:ProductCode>02A03</wmo323:ProductCode>
            <wmo323:ProductPeriode><iwmo:Begindatum>2026-04-01</iwmo:Begindatum><iwmo:Einddatum>2026-04-30</iwmo:Einddatum></wmo323:ProductPeriode>
            <wmo323:GeleverdVolume>12</wmo323:GeleverdVolume>
            <wmo323:Eenheid>04</wmo323:Eenheid>
            <wmo323:ProductTarief>7000</wmo323:ProductTarief>
            <wmo323:IngediendBedrag><iwmo:Bedrag>84000</iwmo:Bedrag><iwmo:DebetCredit>D</iwmo:DebetCredit></wmo323:IngediendBedrag>
          </wmo323:Prestatie>
)";

inline std::string const wmo323 = R"(<?xml version="1.0" encoding="UTF-8"?>
<wmo323:Bericht xmlns:wmo323="http://www.istandaarden.nl/iwmo/3_2/wmo323/schema" xmlns:iwmo="http://www.istandaarden.nl/iwmo/3_2/basisschema/schema">
  <wmo323:Header>
    <wmo323:BerichtCode>484</wmo323:BerichtCode>
    <wmo323:BerichtVersie>3</wmo323:BerichtVersie>
    <wmo323:BerichtSubversie>2</wmo323:BerichtSubversie>
    <wmo323:Afzender>90000001</wmo323:Afzender>
    <wmo323:Ontvanger>0384</wmo323:Ontvanger>
    <wmo323:BerichtIdentificatie><iwmo:Identificatie>ID1</iwmo:Identificatie><iwmo:Dagtekening>2026-05-06</iwmo:Dagtekening></wmo323:BerichtIdentificatie>
    <wmo323:XsdVersie><iwmo:BasisschemaXsdVersie>1.0.0</iwmo:BasisschemaXsdVersie><iwmo:BerichtXsdVersie>1.0.0</iwmo:BerichtXsdVersie></wmo323:XsdVersie>
  </wmo323:Header>
  <wmo323:Declaratie>
    <wmo323:DeclaratieNummer>DN001</wmo323:DeclaratieNummer>
    <wmo323:DeclaratiePeriode><iwmo:Begindatum>2026-04-01</iwmo:Begindatum><iwmo:Einddatum>2026-04-30</iwmo:Einddatum></wmo323:DeclaratiePeriode>
    <wmo323:DeclaratieDagtekening>2026-05-06</wmo323:DeclaratieDagtekening>
    <wmo323:TotaalIngediendBedrag><iwmo:TotaalBedrag>168000</iwmo:TotaalBedrag><iwmo:DebetCredit>D</iwmo:DebetCredit></wmo323:TotaalIngediendBedrag>
    <wmo323:Clienten>
      <wmo323:Client>
        <wmo323:Bsn>999900006</wmo323:Bsn>
        <wmo323:Prestaties>
)" + prestatie + R"(        </wmo323:Prestaties>
      </wmo323:Client>
      <wmo323:Client>
        <wmo323:Bsn>999900018</wmo323:Bsn>
        <wmo323:Prestaties>
)" + prestatie + R"(        </wmo323:Prestaties>
      </wmo323:Client>
    </wmo323:Clienten>
  </wmo323:Declaratie>
</wmo323:Bericht>
)";

/// A 301 as a message, with every optional part once.
[[nodiscard]] model::Message jw301();
/// Its 302, all codes 0200; and a 325 that answers wmo323.
[[nodiscard]] model::Message jw302();
[[nodiscard]] model::Message wmo325();

} // namespace berichten
