#pragma once

#include "store/verzoek.hpp"
#include "xsd/model/facts.hpp"
#include "xsd/model/verdict.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The case chain of one toewijzing as the history tables have it: what came in, in order of decision. No BSN is in it.
namespace store {

/// A version of the toewijzing, of an approved 301.
struct KetenVersie {
    model::ToewijzingFact toewijzing;      ///< without bsn and debetten
    std::optional<std::string> referentie; ///< of the verzoek it honours
};

/// A start or stop, of an approved 305 or 307.
struct KetenLevering {
    model::LeveringFact levering;
    bool verwijderen = false; ///< StatusAanlevering 3: takes an earlier one away
};

/// A step of a verzoek that this toewijzing honours, or that asks to change it.
struct KetenVerzoek {
    std::string referentie;
    StapSoort stap = StapSoort::toewijzing;
    model::Code antwoord;                   ///< VerzoekAntwoord of a 319
    std::optional<model::Date> dagtekening; ///< of the message; nullopt when it was stored by an older program
};

/// A line of a 323 that was assessed line by line.
struct KetenPrestatie {
    std::uint32_t client = 0; ///< which Client of the message, from 0
    std::uint32_t item = 0;   ///< which Prestatie of that Client, from 0
    std::string referentie;
    std::optional<std::string> vorig; ///< a credit of that reference
    model::Period periode;
    model::Code categorie;
    std::string code;
    model::Code eenheid;
    std::int64_t volume = 0;
    std::optional<model::Money> tarief;
    model::Money bedrag; ///< without sign
    bool credit = false;
    bool toegekend = false;
};

/// An answer that came in from the receiver of a message: a 302 ... 320, or a 325.
struct KetenRetour {
    std::int64_t heen = 0;  ///< the message it answers
    bool afgekeurd = false; ///< what that message did counts as not sent from here on (OP286); never of a 325
};

/// A decision on a message and what it did to this toewijzing. All lists empty: the message only names it (rejected or parked). A parked
/// message has a step when it came in, and one for each later decision on it.
struct KetenStap {
    std::int64_t id = 0;        ///< of the message
    std::size_t besluit = 0;    ///< which decision on it: 0 when it came in
    model::Date ontvangen;      ///< the day it came in
    std::int64_t moment_ms = 0; ///< of the decision
    model::Date vandaag;        ///< the day of the decision
    std::optional<model::BerichtSoort> soort;
    std::string afzender;
    std::string ontvanger;
    model::Uitkomst uitkomst = model::Uitkomst::afgekeurd;
    std::optional<model::BerichtSoort> antwoord; ///< what we answered with
    std::int64_t besluit_grootte = 0;            ///< of the decision record, bytes

    std::vector<KetenVersie> versies;
    std::vector<KetenLevering> leveringen;
    std::vector<KetenVerzoek> verzoeken;
    std::vector<KetenPrestatie> prestaties;
    std::optional<KetenRetour> retour;
};

struct Keten {
    std::vector<KetenStap> stappen;
};

} // namespace store
