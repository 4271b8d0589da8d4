#pragma once

#include "rules/debetten.hpp"
#include "rules/standard/prijslijst.hpp"
#include "xsd/model/facts.hpp"
#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace rules {

/// Everything a rule may look at. Plain references: valid during one judge() call.
struct Zaak {
    model::Message const& bericht;
    model::Facts const& feiten;
    model::Date vandaag;
    mutable standard::Prijslijst prijslijst{}; ///< remembers what it looked up; says the same without

    template <class T>
    [[nodiscard]] T const& als() const {
        return std::get<T>(bericht.inhoud);
    }
};

/// One prestatie under assessment, and what the message itself changed before it: credits first, then debets (OP366).
struct PrestatieZaak {
    model::ClientDeclaratie const& client;
    model::Prestatie const& prestatie;
    std::uint32_t client_index = 0;
    std::uint32_t index = 0;
    /// The toewijzing it names, of this client and this aanbieder; nullptr when there is none (TR338 says so, others are silent).
    model::ToewijzingFact const* toewijzing = nullptr;
    /// Live debets on that toewijzing at this point: stored ones, less those credited and plus those approved earlier in
    /// this message.
    Debetten const& debetten;
    /// Already seen in this message before this prestatie, in processing order (TR314).
    bool referentie_eerder_in_bericht = false;

    [[nodiscard]] bool credit() const { return prestatie.ingediend_bedrag.debet_credit == "C"; }
    [[nodiscard]] model::Place plaats(std::string_view element) const {
        return {model::Klasse::prestatie, client_index, index, element, prestatie.lijn};
    }
};

/// What a check reports; judge() adds what follows from the rule (id, level, code, source) and from the place (XPath).
/// `melding`, `waarde`, `grens`, `berekening`, `oplossing` are Dutch and hold no BSN.
struct Melding {
    model::Place plaats{};
    std::string melding{};
    std::string waarde{};
    std::string grens{};
    std::string berekening{};
    std::string oplossing{};
    model::Bron bron{}; ///< empty: the rule's own source
};

using Meldingen = std::vector<Melding>;

/// Looks at a whole message and appends what it finds. Pure; never stops at the first hit.
using CheckBericht = void (*)(Zaak const&, Meldingen&);
/// Looks at one prestatie of a 323 (level 3 and 4).
using CheckPrestatie = void (*)(Zaak const&, PrestatieZaak const&, Meldingen&);

/// One rule of the standard. Defined as a constant in the file named after it, listed in catalogue.cpp.
struct Rule {
    std::string_view id; ///< "TR321"
    model::Niveau niveau;
    std::string_view retourcode;                                      ///< "0001", "9321"; empty when the standard gives none
    std::span<std::int16_t const> berichten;                          ///< message numbers it applies to, both domains
    std::string_view zin;                                             ///< what it demands, one Dutch sentence of ours
    std::string_view bron;                                            ///< "TR321, IV077"
    std::variant<std::monostate, CheckBericht, CheckPrestatie> check; ///< monostate: enforced by the schema
    bool alleen_wmo = false;
    bool alleen_jw = false;
    /// Beside `check`, for the one rule that looks at the whole of one kind of message and at each prestatie of another (TR381).
    CheckPrestatie per_prestatie = nullptr;
};

} // namespace rules
