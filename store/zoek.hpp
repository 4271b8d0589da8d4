#pragma once

#include "xsd/model/date.hpp"
#include "xsd/model/money.hpp"
#include "xsd/model/soort.hpp"
#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Lists, counts and searches over what was decided. Nothing here gives a BSN back.
namespace store {

/// Which messages; what is empty or unset does not narrow.
struct BerichtFilter {
    std::optional<model::BerichtSoort> soort;
    std::optional<model::Uitkomst> uitkomst; ///< of the last decision
    std::string afzender;
    std::string ontvanger;
    std::string gemeente;  ///< afzender or ontvanger
    std::string aanbieder; ///< afzender or ontvanger
    std::string identificatie;
    std::string regel;      ///< a finding of this rule
    std::string retourcode; ///< a finding with this code
    std::optional<model::Date> van;
    std::optional<model::Date> tot; ///< both days included
    std::string bsn;                ///< somebody it names, booked or not
    std::optional<std::int64_t> toewijzingnummer;
    std::string declaratienummer;
    std::string referentienummer; ///< of a prestatie, or the ReferentieAanbieder of a verzoek
};

/// A message in a list. Outcome, answer and contract are those of the last decision on it.
struct BerichtRegel {
    std::int64_t id = 0;
    std::int64_t moment_ms = 0;
    model::Date vandaag;
    std::string kanaal;
    std::int64_t grootte = 0;
    std::optional<model::BerichtSoort> soort;
    std::string afzender;
    std::string ontvanger;
    std::string identificatie;
    model::Uitkomst uitkomst = model::Uitkomst::afgekeurd;
    std::optional<model::BerichtSoort> retour_soort;
    std::string contract_label;
    std::optional<std::int64_t> afgedaan_ms;
};

/// What messages are counted by.
enum class Telwijze : std::uint8_t { dag, berichtsoort, afzender, ontvanger, gemeente, aanbieder };
[[nodiscard]] std::string_view name(Telwijze wijze);
[[nodiscard]] std::optional<Telwijze> parse_telwijze(std::string_view text);

/// Which messages are counted; both days included.
struct TelVraag {
    Telwijze per = Telwijze::dag;
    model::Date van;
    model::Date tot;
    std::string gemeente;
    std::string aanbieder;
};

/// Messages of one key with one outcome. The key of `dag` is the day as JJJJ-MM-DD.
struct Telling {
    std::string sleutel;
    model::Uitkomst uitkomst = model::Uitkomst::afgekeurd;
    std::int64_t berichten = 0;
};

/// Open items of work of one kind, and how many of them should have been decided before today.
struct WerkTelling {
    std::string soort;
    std::int64_t open = 0;
    std::int64_t te_laat = 0;
};

/// How far somebody has heard: the last rows of what happens.
struct Gehoord {
    std::int64_t bericht = 0;
    std::int64_t afdoening = 0;
    std::int64_t werk = 0;
    std::int64_t werk_besluit = 0;
    friend bool operator==(Gehoord const&, Gehoord const&) = default;
};

/// A decision on a message, the first or a later one.
struct Beslist {
    std::int64_t bericht = 0;
    std::string soort; ///< empty: not recognised
    std::string uitkomst;
};

/// What happened since: decisions, items of work that were opened or decided on (their numbers), and what goes out.
struct Gebeurd {
    Gehoord tot; ///< everything up to here is in it
    std::vector<Beslist> besluiten;
    std::vector<std::int64_t> werk;
    std::int64_t uit_wacht = 0;
    std::int64_t uit_opgegeven = 0;
};

/// What findings are grouped by.
enum class Groepeer : std::uint8_t { regel, retourcode, gemeente, aanbieder, product, berichtsoort };
[[nodiscard]] std::string_view name(Groepeer per);
[[nodiscard]] std::optional<Groepeer> parse_groepeer(std::string_view text);

/// Which findings of the last decision on each message; both days included.
struct BevindingFilter {
    model::Date van;
    model::Date tot;
    std::optional<model::Gevolg> gevolg;
    std::optional<model::BerichtSoort> soort;
    std::string gemeente;
    std::string aanbieder;
    std::string regel;
    std::string retourcode;
    std::optional<std::string> product; ///< ProductCode, or the categorie where only that was given; empty: those that are about none
};

/// Findings of one key in one period: how many messages and places, and what was asked for these.
struct BevindingGroep {
    std::string sleutel;
    model::Date periode; ///< its first day
    std::int64_t berichten = 0;
    std::int64_t regels = 0;
    model::Money bedrag;
};

/// Where a page of findings goes on: behind this one.
struct BevindingCursor {
    std::int64_t bericht = 0;
    std::int64_t nummer = 0;
};

/// One finding, as far as it is nobody's: the rest stands in the decision record of its message.
struct BevindingRegel {
    std::int64_t bericht = 0;
    std::int64_t nummer = 0; ///< in the decision record's list, from 1
    model::Date vandaag;
    std::string gemeente;
    std::string aanbieder;
    std::optional<model::BerichtSoort> soort;
    std::string regel;
    std::int64_t niveau = 0;
    std::string retourcode;
    std::string gevolg;
    std::string product;
    model::Place plaats;
    model::Money bedrag;
};

} // namespace store
