#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/grootboek.hpp"
#include "xsd/model/money.hpp"
#include "xsd/model/soort.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// Controleniveau (IV032): XSD, within the message, across messages, external source.
enum class Niveau : std::uint8_t { xsd = 1, bericht = 2, berichtoverstijgend = 3, extern_bron = 4 };

/// What a finding leads to: reject, park for a person, accept and put on the work list (design 1.5).
enum class Gevolg : std::uint8_t { afkeuren, aanhouden, signaleren };

/// What a message is decided to be. `deels`: a 323 of which some prestaties were rejected.
enum class Uitkomst : std::uint8_t { goedgekeurd, deels, afgekeurd, aangehouden };

/// The berichtklasse a finding is about: the class in which a retour carries its code.
enum class Klasse : std::uint8_t {
    bericht, ///< nothing smaller: level 1
    header,
    client,
    relatie,
    relatie_contact, ///< Contact of a Relatie
    contact,         ///< Contact under Contactgegevens
    toegewezen_product,
    declaratie, ///< Declaratie of a 323, DeclaratieAntwoord of a 325
    prestatie,
    start_product,
    stop_product,
    aangevraagd_product,
    verzoek,
    ongewijzigd_product,
    te_wijzigen_product,
    nieuw_product,
    antwoord,
    woonplaatsbeginsel,
};

/// Where in a message: the class, which one (0-based indexes; unused ones 0), and the element inside it.
/// `client` counts the Client of a 323/325; `item` the Relatie, Contact, product or Prestatie.
struct Place {
    Klasse klasse = Klasse::bericht;
    std::uint32_t client = 0;
    std::uint32_t item = 0;
    std::string_view element{}; ///< path below the class, "Product/Code"; static text; empty: the class itself
    std::uint32_t lijn = 0;     ///< line of the class's start tag; 0 when unknown
};

/// The XPath of a place without prefixes, "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[5]/ProductTarief".
[[nodiscard]] std::string xpath(BerichtSoort soort, Place const& place);

/// Name of the class as the standard writes it ("ToegewezenProduct").
[[nodiscard]] std::string_view name(Klasse klasse, BerichtSoort soort);

[[nodiscard]] std::string_view name(Gevolg gevolg);
[[nodiscard]] std::string_view name(Uitkomst uitkomst);
/// The way back; nullopt: it is no such word.
[[nodiscard]] std::optional<Uitkomst> parse_uitkomst(std::string_view text);

/// Where a rule comes from: {"standaard", "iWmo/iJw 3.2 TR321 (IV077)", ""}, {"contract", "tarieven.csv:12", "<bundle>@<version>"},
/// {"schema", "LDT_Volume maxInclusive", ""} or {"lokaal", "...", ""}.
struct Bron {
    std::string soort;
    std::string verwijzing;
    std::string bundel;
};

/// One thing that is wrong (or worth a person's look), complete enough to explain itself: the same record feeds the answer,
/// the console, the CSV and the API (design 1.3). Texts are Dutch. No BSN in any text: the place says whose it is.
struct Finding {
    std::string regel;      ///< rule id: "TR321", "CS002", "XSD", "DATUMBEREIK"
    Niveau niveau = Niveau::xsd;
    Code retourcode;        ///< WJ001 code of the rule; empty when it has none (level 1, a signal); a 325 has no answer to carry it
    Place plaats;
    std::string xpath;      ///< filled by judge() from `plaats`, or by the reader at level 1
    std::uint32_t lijn = 0; ///< 1-based, 0 when unknown
    std::uint32_t kolom = 0;
    std::string melding;    ///< one plain sentence for a person: what is wrong
    std::string waarde;     ///< the value found; never a BSN
    std::string grens;      ///< what was allowed
    std::string berekening; ///< the arithmetic, "8 uur/week x 5 weken = 40 uur"; empty when there is none
    Bron bron;
    std::string oplossing;  ///< what would pass
    Gevolg gevolg = Gevolg::afkeuren;
    Code voorstel{}; ///< WJ759: a contract finding on a 315 or 317 proposes a 319 with this reason; empty: it proposes nothing
    std::string beslist{}; ///< what a person decided on it while it was parked, and why; empty: nobody did
};

using Findings = std::vector<Finding>;

/// The decision on one message. Deterministic in (message, facts, today).
struct Verdict {
    Uitkomst uitkomst = Uitkomst::goedgekeurd;
    Findings bevindingen;
    /// For a 323 that was assessed beyond its header: per client, per prestatie, whether it is TOEGEKEND. Empty otherwise
    /// (nothing is booked then, process.md 4 b-d).
    std::vector<std::vector<bool>> toegekend;
    Money totaal_toegekend; ///< signed sum of the toegekende prestaties
    Grootboek grootboek;    ///< what the contract wants booked; empty without one, and for a message that is not accepted
};

} // namespace model
