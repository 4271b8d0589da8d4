#pragma once

#include "gateway/verkeer/grenzen.hpp"
#include "gateway/verkeer/toeval.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gateway::verkeer {

/// What is asked for.
struct Opdracht {
    model::Date van;              ///< first day of a month
    std::int32_t maanden = 12;    ///< 1..120
    std::uint32_t clienten = 0;   ///< 0: as many as `prestaties` needs
    std::uint64_t prestaties = 0; ///< 0: what the clients bring
    std::uint64_t zaad = 0;
    std::uint32_t fouten = 0; ///< promille of the messages and of the prestaties
    bool retouren = true;     ///< receivers answer for themselves: 302, 306, 308, 316, 318 and 320 come in as well

    /// First and last day of what is declared.
    [[nodiscard]] model::Period periode() const;
    /// First day of the n-th month; that of the one after the last for n == maanden.
    [[nodiscard]] model::Date maand(std::int32_t n) const;
};

/// What is wrong with a planned toewijzing, from its 301 or 305 on; the rest of its life is as it would be.
enum class Planfout : std::uint8_t {
    geen,
    onbekend_product,  ///< TR381
    geen_overeenkomst, ///< R01
    boven_plafond,     ///< R14
    te_lang,           ///< R12
    einde_voor_begin,  ///< CS003
    bsn_elfproef,      ///< CS002
    te_laat_gestart,   ///< R23
    start_ontbreekt,   ///< no 305, and a 307 that has nothing to stop
};
inline constexpr std::uint8_t planfouten = 9; ///< with `geen`

enum class Aanvraag : std::uint8_t { geen, verzoek, in_onderzoek, afgewezen };
enum class Verlenging : std::uint8_t { geen, door_gemeente, verzoek };

/// One toewijzing and its life. No messages: those are made on their day. Day 0 (`Date{}`): that does not happen.
struct Toewijzing {
    std::uint32_t client = 0; ///< in Plan::clienten
    std::uint16_t aanbod = 0; ///< in the Aanbod of the client's domein
    std::uint16_t gemeente = 0;
    std::uint16_t aanbieder = 0; ///< of the Aanbod, or another one when that is the fault
    Aanvraag aanvraag = Aanvraag::geen;
    Verlenging verlenging = Verlenging::geen;
    Planfout fout = Planfout::geen;
    bool aspecifiek = false; ///< the categorie only
    bool open_einde = false; ///< no Einddatum; `einde` is where the plan ends
    bool vooraf = false;     ///< a traject paid at its start, not at its end
    bool in_minuten = false; ///< declared in minutes of an hour tarief
    model::Code frequentie{};
    std::int32_t volume = 0;
    model::Date aangevraagd{}; ///< 315
    model::Date toegewezen{};  ///< 301
    model::Date ingang{};
    model::Date einde{};    ///< as first granted
    model::Date verlengd{}; ///< 301 with the later end
    model::Date einde_verlengd{};
    model::Date start{};        ///< first day of delivery
    model::Date start_gemeld{}; ///< 305
    model::Date stop{};         ///< last day of delivery
    model::Date stop_gemeld{};  ///< 307

    [[nodiscard]] model::Date laatste_einde() const { return einde_verlengd.days != 0 ? einde_verlengd : einde; }
    [[nodiscard]] model::Date einde_op(model::Date dag) const { return verlengd.days != 0 && verlengd <= dag ? einde_verlengd : einde; }
    /// Whether its life has a 301 that is accepted.
    [[nodiscard]] bool geldig() const {
        return aanvraag != Aanvraag::afgewezen && (fout == Planfout::geen || fout >= Planfout::te_laat_gestart);
    }
};

struct Client {
    std::uint32_t bsn = 0;
    std::uint32_t eerste = 0; ///< in Plan::toewijzingen; they stand together
    model::Domein domein = model::Domein::wmo;
    std::uint8_t aantal = 0;
};

/// Everything that will happen, small enough to keep for a whole region.
struct Plan {
    std::vector<Client> clienten;
    std::vector<Toewijzing> toewijzingen;

    [[nodiscard]] Client const& client(Toewijzing const& t) const { return clienten[t.client]; }
    [[nodiscard]] Aanbod const& aanbod(Regio const& regio, Toewijzing const& t) const { return regio.aanbod(client(t).domein)[t.aanbod]; }
    /// As messages carry it. Region-wide one row, so unique per gemeente and domein.
    [[nodiscard]] static std::int64_t nummer(std::size_t toewijzing) { return 100'000 + static_cast<std::int64_t>(toewijzing); }
};

/// The months whose prestaties a toewijzing has, as [van, tot). Empty for one that is never delivered.
struct Maanden {
    std::int32_t van = 0;
    std::int32_t tot = 0;
};
[[nodiscard]] Maanden maanden(Opdracht const& opdracht, Toewijzing const& t);

/// Pure; the same for the same arguments. Error: wrong_use, when the bundle leaves no room for what is asked.
[[nodiscard]] model::Result<Plan> maak_plan(Regio const& regio, Opdracht const& opdracht);

} // namespace gateway::verkeer
