#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/money.hpp"
#include "xsd/model/soort.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The money and the places that contracts speak of: what the rules read of them, and what they want booked.
namespace model {

/// The smallest account: one product of one aanbieder in one gemeente in one calendar year. Every ceiling of a bundle is a sum of
/// these, so that another bundle over the same past only adds up otherwise.
struct Rekening {
    std::string aanbieder{}; ///< AGB; empty in the sums over all aanbieders of a gemeente
    std::string gemeente{};
    Domein domein = Domein::wmo;
    Code categorie{};   ///< empty: a generieke toewijzing
    std::string code{}; ///< empty: an aspecifieke toewijzing
    std::int32_t jaar = 0;
    friend auto operator<=>(Rekening const&, Rekening const&) = default;
};

/// What stands on an account. `beslag` is what counts against a ceiling: per toewijzing and year the larger of `vastgelegd` and
/// `toegekend`, so that a claim on a commitment counts once.
struct Stand {
    Money gevraagd{};   ///< asked for in open verzoeken (315, 317); counts against nothing
    Money vastgelegd{}; ///< committed by toewijzingen (301), less what was released
    Money toegekend{};  ///< approved prestaties less approved credits
    Money beslag{};
    std::int64_t toewijzingen = 0; ///< how many have beslag
};

/// The commitment of one toewijzing in one calendar year, kept with the toewijzing.
struct Verbintenis {
    std::int32_t jaar = 0;
    Money vastgelegd{};
    Money toegekend{};
    /// What was not declared has been released (a stop, or the end of the term to declare): `vastgelegd` stays at or below `toegekend`.
    bool vrijgevallen = false;
    /// What counts against a ceiling.
    [[nodiscard]] Money beslag() const { return std::max({vastgelegd, toegekend, Money{}}); }
    friend bool operator==(Verbintenis const&, Verbintenis const&) = default;
};

/// Why an amount moved.
enum class Boeksoort : std::uint8_t {
    gevraagd,      ///< a 315 or 317 asked for it
    afgehandeld,   ///< that verzoek was answered
    vastgelegd,    ///< a 301, or a new version of it
    vrijgevallen,  ///< a stop, a shorter end, a removal, or the end of the term to declare
    toegekend,     ///< an approved debet
    gecrediteerd,  ///< an approved credit
    teruggedraaid, ///< the receiver rejected the message that moved it
};

/// "vastgelegd", as the API and the store write it.
[[nodiscard]] std::string_view name(Boeksoort soort);
[[nodiscard]] std::optional<Boeksoort> parse_boeksoort(std::string_view text);

/// One line of the ledger: signed changes of one account. What `beslag` gains, the free room of every ceiling above the account
/// loses, so committed + free = ceiling holds after each line.
struct Boeking {
    Boeksoort soort = Boeksoort::vastgelegd;
    Rekening rekening{};
    std::int64_t toewijzing = 0; ///< ToewijzingNummer; 0 for a verzoek
    std::string referentie{};    ///< ReferentieAanbieder of a verzoek, empty else
    Money vastgelegd{};          ///< change, signed
    Money toegekend{};
    Money gevraagd{};
    Money beslag{};
    std::int32_t toewijzingen = 0; ///< change of the number with beslag
};

/// A toewijzing as places, cases, combinations and stacking see it.
struct Inzet {
    std::int64_t nummer = 0;
    std::string gemeente{};
    Domein domein = Domein::wmo;
    std::string aanbieder{};
    Code categorie{};
    std::string code{};
    Date van{};
    std::optional<Date> tot{};     ///< Einddatum
    std::optional<Date> gestopt{}; ///< last day by a definitive 307
    std::optional<Date> vervalt{}; ///< last day to declare; after it what is not declared is released. nullopt: open end, or released
    bool zelfde_client = false;    ///< of the client of the message
};

/// A toewijzing that can no longer be declared on and still commits money.
struct Verlopen {
    Inzet inzet{};
    std::vector<Verbintenis> verbintenissen{};
};

/// What a region knows beside the messages (a CSV people import): when a need was reported, whether a plan was handed in, ...
struct Registratie {
    /// "melding", "trajectplan", "niet_leverbaar", "veiligheid", "instemming", "hoofdaanbieder", "wlz", "casusbudget",
    /// "herkomst", "resultaat", "verwijzing"
    std::string soort{};
    std::string gemeente{};
    Domein domein = Domein::wmo;
    std::int64_t toewijzing = 0; ///< ToewijzingNummer, or
    std::string aanbieder{};     ///< AGB
    std::optional<Date> datum{};
    std::optional<Money> bedrag{};
    std::string tekst{};
    std::string herkomst{}; ///< "registraties-2026-03.csv:14"
};

/// What the contract rules need to know before they can judge a message; made by rules::contract::vraag().
struct ContractVraag {
    std::vector<std::string> aanbieders{}; ///< accounts of these aanbieders, in every gemeente
    std::vector<std::string> gemeenten{};  ///< sums of these gemeenten over all aanbieders
    Domein domein = Domein::wmo;
    std::int32_t jaar_van = 0; ///< in these years, both included
    std::int32_t jaar_tot = 0;
    bool client = false;                      ///< all toewijzingen of the client in this domein and gemeente, whatever the aanbieder
    std::vector<std::string> producten{};     ///< Inzet on these product codes, of all aanbieders in the region's gemeenten
    std::vector<std::int64_t> toewijzingen{}; ///< registraties of these
    std::optional<Date> verlopen_voor{}; ///< toewijzingen of the message's gemeente and domein whose last day to declare is before this
    [[nodiscard]] bool leeg() const noexcept {
        return aanbieders.empty() && gemeenten.empty() && !client && producten.empty() && toewijzingen.empty() && !verlopen_voor;
    }
};

/// The answer, as of this transaction.
struct ContractFeiten {
    std::vector<std::pair<Rekening, Stand>> rekeningen{}; ///< per aanbieder; sorted
    std::vector<std::pair<Rekening, Stand>> gemeenten{};  ///< `aanbieder` empty; sorted
    std::vector<Inzet> inzet{};                           ///< of `client` and `producten`, each toewijzing once, by number
    std::vector<Registratie> registraties{};              ///< of the toewijzingen asked for and of the aanbieder
    std::vector<Boeking> open_verzoeken{};                ///< what verzoeken named by a 301 or 319 still ask, per reference and account
    std::vector<Verlopen> verlopen{};                     ///< the first ones, by that day; a later message gets the rest
};

/// What is booked in the ledger with an accepted message.
struct Grootboek {
    std::vector<Boeking> boekingen{};
    std::vector<std::pair<std::int64_t, std::vector<Verbintenis>>> verbintenissen{}; ///< new content per ToewijzingNummer
    std::vector<Inzet> inzet{};                                                      ///< new or changed ones
    std::vector<std::int64_t> verlopen{}; ///< of those the ones that changed because the term to declare is over, not by this message
    [[nodiscard]] bool leeg() const noexcept { return boekingen.empty() && verbintenissen.empty() && inzet.empty(); }
};

} // namespace model
