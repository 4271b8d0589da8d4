#pragma once

#include "xsd/model/bericht.hpp"
#include "xsd/model/contract.hpp"
#include "xsd/model/debetten.hpp"
#include "xsd/model/grootboek.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

/// What the rules need to know of the past, loaded in bulk for one message inside the transaction that decides it.
/// Rejected messages left no trace in here (OP286), except used identifications.
namespace model {

/// The current version of a toewijzing: the highest Toewijzingsdatum + Toewijzingstijd (IV013), never a rejected one.
struct ToewijzingFact {
    std::int64_t nummer = 0;
    std::string bsn;
    std::string aanbieder; ///< AGB
    std::optional<Product> product;
    Date toewijzingsdatum;
    std::string toewijzingstijd;
    Date ingangsdatum;
    std::optional<Date> einddatum;
    std::optional<Code> reden_wijziging;
    std::optional<Omvang> omvang;
    std::optional<Money> budget;
    LopendeDebetten debetten;
    std::vector<Verbintenis> verbintenissen; ///< per year, oldest first; empty without a contract
    /// Filled by the store, opaque to the rules: which row this is.
    std::int64_t rij = 0;
};

/// Toewijzingen by ToewijzingNummer, in that order. A fact may be lent by whoever keeps it, so that a long message copies none.
class ToewijzingFeiten {
public:
    using Feit = std::shared_ptr<ToewijzingFact const>;

    /// Adds the fact, or puts it in the place of what was there. Quick in order of number.
    void zet(std::int64_t nummer, Feit feit) {
        if (feiten_.empty() || feiten_.back().first < nummer) {
            feiten_.emplace_back(nummer, std::move(feit));
            return;
        }
        auto const place = std::ranges::lower_bound(feiten_, nummer, {}, &Paar::first);
        if (place->first == nummer) place->second = std::move(feit);
        else feiten_.emplace(place, nummer, std::move(feit));
    }
    void zet(std::int64_t nummer, ToewijzingFact feit) { zet(nummer, std::make_shared<ToewijzingFact const>(std::move(feit))); }
    /// @param feit is not moved and not changed while this is asked
    void leen(std::int64_t nummer, ToewijzingFact const& feit) { zet(nummer, Feit(Feit(), &feit)); }

    [[nodiscard]] ToewijzingFact const* vind(std::int64_t nummer) const {
        auto const place = std::ranges::lower_bound(feiten_, nummer, {}, &Paar::first);
        return place == feiten_.end() || place->first != nummer ? nullptr : place->second.get();
    }
    [[nodiscard]] std::size_t size() const noexcept { return feiten_.size(); }
    [[nodiscard]] bool empty() const noexcept { return feiten_.empty(); }
    [[nodiscard]] auto begin() const noexcept { return feiten_.begin(); } ///< of pairs of number and Feit
    [[nodiscard]] auto end() const noexcept { return feiten_.end(); }
    void reserve(std::size_t aantal) { feiten_.reserve(aantal); }
    void clear() noexcept { feiten_.clear(); }

private:
    using Paar = std::pair<std::int64_t, Feit>;
    std::vector<Paar> feiten_;
};

/// What became of a ReferentieNummer of this aanbieder in this domain.
struct ReferentieFact {
    bool toegekend = false;   ///< the prestatie with this number was approved
    bool debet = true;        ///< it was a debet
    bool gecrediteerd = false; ///< an approved credit points at it
    std::int64_t toewijzing_nummer = 0;
    Period periode;
    Code categorie;
    std::string code;
};

/// Where a verzoek stands (process.md 6). `none` is having no fact at all.
enum class VerzoekToestand : std::uint8_t { open, in_onderzoek, afgewezen, gehonoreerd };

/// An accepted VOT product (315) or VOW (317), by its ReferentieAanbieder.
struct VerzoekFact {
    VerzoekToestand toestand = VerzoekToestand::open;
    bool wijziging = false; ///< a VOW
    std::string bsn;
    std::optional<Code> laatste_antwoord; ///< VerzoekAntwoord of the last accepted 319
    [[nodiscard]] bool hangend() const noexcept {
        return toestand == VerzoekToestand::open || toestand == VerzoekToestand::in_onderzoek;
    }
};

/// A live start or stop: accepted, StatusAanlevering 1, and not withdrawn by a status 3 (process.md 7).
struct LeveringFact {
    bool stop = false;
    std::optional<std::int64_t> toewijzing_nummer;
    std::optional<Product> product;
    Date begindatum;
    Code reden_beeindiging;        ///< of a stop
    std::optional<Date> einddatum; ///< of a stop
};

/// The heenbericht that a 302, 306, 308, 316, 318 or 320 from a receiver answers.
struct HeenFact {
    std::int64_t bericht = 0; ///< its id in the store
    bool beantwoord = false;  ///< a retour for it came in before
};

/// The stored 323 that a 325 answers.
struct DeclaratieFact {
    std::string declaratie_nummer;
    XsdVersie xsd_versie;
    std::unordered_set<std::string> bsns;                  ///< clients in the 323
    std::unordered_map<std::string, Prestatie> prestaties; ///< by ReferentieNummer
};

/// What a person decided on what was parked (gevolg aanhouden). Of several that hold for a prestatie the first counts.
struct PersoonBesluit {
    /// `intrekken`: the gemeente takes back its own message, which nobody saw yet; there is no answer then.
    enum class Soort : std::uint8_t { goedkeuren, afkeuren, accepteren, intrekken };
    /// A prestatie of a 323, both 0-based.
    struct Regel {
        std::uint32_t client = 0;
        std::uint32_t prestatie = 0;
        friend constexpr auto operator<=>(Regel, Regel) = default;
    };
    Soort soort = Soort::goedkeuren;
    std::optional<Regel> regel; ///< nullopt: everything of the message that is parked
    Code retourcode;            ///< of afkeuren
    std::string door;           ///< who, as the decision record names them
    std::string toelichting;
};

struct Facts {
    bool identificatie_gebruikt = false;              ///< TR056: (sender, message kind, Identificatie) seen before
    bool declaratie_nummer_gebruikt = false;          ///< TR333
    bool test_bsn_weigeren = false;                   ///< N01: real messages pass here
    std::optional<Period> laatste_declaratie_periode; ///< TR318: of (gemeente, aanbieder, domein), accepted ones
    ToewijzingFeiten toewijzingen;                    ///< those the message names
    std::unordered_set<std::string> clienten;         ///< TR304: of the message's BSNs, those with a toewijzing here at this aanbieder
    std::unordered_map<std::string, ReferentieFact> referenties; ///< TR314, TR323, TR390: those the message names
    /// Verzoeken of (gemeente, aanbieder, domein) by reference: those the message names, and for a 315 or 317 all of the client.
    std::unordered_map<std::string, VerzoekFact> verzoeken;
    std::unordered_set<std::string> verzoek_referenties; ///< TR347: of the message's references, those (aanbieder, domein) used before
    std::vector<LeveringFact> leveringen;                ///< 305, 307: all live ones of this client at this aanbieder, oldest first
    /// 315, 317: numbers of all toewijzingen of this client at this aanbieder; their facts are in `toewijzingen`.
    std::vector<std::int64_t> client_toewijzingen;
    std::optional<HeenFact> heenbericht;      ///< a retour from a receiver: what it answers
    std::optional<DeclaratieFact> declaratie; ///< 325: the 323 with that DeclaratieIdentificatie
    std::vector<PersoonBesluit> besluiten;    ///< of people on this message, in order; only when it is judged again
    std::shared_ptr<Contract const> contract; ///< the bundle for this gemeente; nullptr: only the standard's rules run
    ContractFeiten contract_feiten;           ///< what rules::contract::vraag() asked for

    [[nodiscard]] ToewijzingFact const* toewijzing(std::int64_t nummer) const { return toewijzingen.vind(nummer); }
    [[nodiscard]] ReferentieFact const* referentie(std::string const& nummer) const {
        auto const it = referenties.find(nummer);
        return it == referenties.end() ? nullptr : &it->second;
    }
};

} // namespace model
