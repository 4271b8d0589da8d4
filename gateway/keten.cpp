#include "gateway/keten.hpp"

#include "rules/standard/volume.hpp"
#include "xsd/model/termijn.hpp"
#include "xsd/model/versie.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace gateway {

namespace {

bool digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

bool verwijderd(model::ToewijzingFact const& toewijzing) {
    // 01 was the reason for this before release 3.0; toewijzingen of then live on.
    return toewijzing.reden_wijziging && toewijzing.einddatum == toewijzing.ingangsdatum &&
           (*toewijzing.reden_wijziging == "13" || *toewijzing.reden_wijziging == "01");
}

bool same_key(model::LeveringFact const& a, model::LeveringFact const& b) {
    auto const same_product = a.product.has_value() == b.product.has_value() &&
                              (!a.product || (a.product->categorie == b.product->categorie && a.product->code == b.product->code));
    return a.stop == b.stop && same_product && a.begindatum == b.begindatum && a.reden_beeindiging == b.reden_beeindiging &&
           a.einddatum == b.einddatum;
}

bool definitief(model::LeveringFact const& stop) { return stop.reden_beeindiging != model::Code("20"); }

bool is_heenbericht(store::KetenStap const& stap) { return stap.soort && model::antwoord_op(*stap.soort); }

} // namespace

std::expected<KetenVraag, std::string> keten_vraag(std::string_view gemeente, std::string_view domein, std::string_view nummer,
                                                   std::optional<std::string_view> op) {
    KetenVraag vraag;
    if (gemeente.size() != 4 || !digits(gemeente)) return std::unexpected("De gemeente is een gemeentecode van vier cijfers, zoals 0344.");
    vraag.gemeente = gemeente;
    if (domein == model::name(model::Domein::jw)) vraag.domein = model::Domein::jw;
    else if (domein != model::name(model::Domein::wmo)) return std::unexpected("Het domein is wmo of jw.");
    if (nummer.empty() || nummer.size() > 9 || !digits(nummer) || nummer.front() == '0')
        return std::unexpected("Het nummer is een ToewijzingNummer van hooguit negen cijfers, zonder voorloopnullen.");
    std::from_chars(nummer.data(), nummer.data() + nummer.size(), vraag.nummer);
    if (op) {
        vraag.op = op->size() == 10 ? model::parse_date(*op) : std::nullopt;
        if (!vraag.op) return std::unexpected("De datum bij op is een bestaande dag als JJJJ-MM-DD, zoals 2026-11-22.");
    }
    return vraag;
}

std::string_view keten_onbekend(KetenVraag const& vraag) {
    return vraag.op ? "Op die dag was er over deze toewijzing nog niets bekend." : "Over een toewijzing met dit nummer is niets bekend.";
}

std::string_view name(TermijnToestand toestand) {
    switch (toestand) {
    case TermijnToestand::open: return "open";
    case TermijnToestand::gemist: return "gemist";
    case TermijnToestand::gehaald: return "gehaald";
    case TermijnToestand::te_laat: return "te laat";
    }
    return {};
}

void KetenVerloop::verwerk(store::KetenStap const& stap) {
    stappen_.push_back(&stap);
    for (auto const& versie : stap.versies) {
        versies_.push_back({&versie, &stap});
        kies(versies_.back());
    }
    for (auto const& levering : stap.leveringen) leveringen_.push_back({&levering, &stap});
    for (auto const& verzoek : stap.verzoeken) verzoeken_.push_back({&verzoek, &stap});
    // Credits before debets (OP366).
    for (auto const& prestatie : stap.prestaties)
        if (prestatie.toegekend && prestatie.credit)
            std::erase_if(debetten_, [&](auto const* debet) { return debet->referentie == prestatie.vorig; });
    for (auto const& prestatie : stap.prestaties)
        if (prestatie.toegekend && !prestatie.credit) debetten_.push_back(&prestatie);
    if (stap.retour && stap.retour->afgekeurd) verwerp(stap.retour->heen);
}

void KetenVerloop::kies(Versie const& versie) {
    auto const& nieuw = versie.versie->toewijzing;
    // Of two versions of the same moment the one that came last stands.
    if (huidig_) {
        auto const& nu = huidig_->versie->toewijzing;
        if (model::compare_versie(nieuw.toewijzingsdatum, nieuw.toewijzingstijd, nu.toewijzingsdatum, nu.toewijzingstijd) < 0) return;
    }
    huidig_ = versie;
}

void KetenVerloop::verwerp(std::int64_t heen) {
    verworpen_.insert(heen);
    auto const was = std::exchange(huidig_, std::nullopt);
    for (auto const& versie : versies_)
        if (telt(*versie.stap)) kies(versie);
    // A toewijzing on which prestaties were approved stays as it is when no other version is left.
    if (!huidig_ && !debetten_.empty()) huidig_ = was;
}

KetenStand KetenVerloop::stand() const {
    KetenStand stand;
    stand.debetten = debetten_.size();
    std::map<model::Code, std::int64_t> volumes;
    for (auto const* debet : debetten_) {
        stand.bedrag += debet->bedrag;
        volumes[debet->eenheid] += debet->volume;
    }
    if (huidig_) stand.versie = &huidig_->versie->toewijzing;
    if (stand.versie != nullptr && stand.versie->budget) stand.budget_rest = *stand.versie->budget - stand.bedrag;
    if (stand.versie == nullptr || !stand.versie->omvang) {
        for (auto const& [eenheid, volume] : volumes) stand.verbruikt.push_back({volume, eenheid});
        return stand;
    }
    auto const& omvang = *stand.versie->omvang;
    auto const minuten = omvang.eenheid == "04" && volumes.contains("01");
    auto const eenheid = minuten ? model::Code("01") : omvang.eenheid;
    std::int64_t som = 0;
    for (auto const& [van, volume] : volumes) som += volume * rules::standard::omrekening(van, eenheid).value_or(0);
    stand.verbruikt.push_back({som, eenheid});
    if (auto const grens = rules::standard::grens_totaal(*stand.versie)) {
        stand.rest = Hoeveelheid{grens->maximum * rules::standard::omrekening(omvang.eenheid, eenheid).value_or(1) - som, eenheid};
        stand.berekening = rules::standard::berekening(*stand.versie, *grens);
    }
    return stand;
}

std::string_view KetenVerloop::toestand(model::Date vandaag) const {
    if (!huidig_) return "onbekend";
    auto const& toewijzing = huidig_->versie->toewijzing;
    if (verwijderd(toewijzing)) return "verwijderd";
    return toewijzing.einddatum && *toewijzing.einddatum < vandaag && toewijzing.ingangsdatum <= vandaag ? "verlopen" : "actueel";
}

std::vector<KetenVerloop::Levering> KetenVerloop::levende() const {
    std::vector<Levering> live;
    for (auto const& levering : leveringen_) {
        if (!telt(*levering.stap)) continue;
        if (!levering.levering->verwijderen) {
            live.push_back(levering);
            continue;
        }
        auto const last = std::find_if(live.rbegin(), live.rend(), [&](Levering const& other) {
            return same_key(other.levering->levering, levering.levering->levering);
        });
        if (last != live.rend()) live.erase(std::next(last).base());
    }
    return live;
}

void KetenVerloop::termijnen_levering(std::vector<Termijn>& termijnen, model::Kalender const& kalender, model::Date vandaag) const {
    if (!huidig_ || verwijderd(huidig_->versie->toewijzing)) return;
    auto const& toewijzing = huidig_->versie->toewijzing;
    auto const eerste = std::ranges::find_if(versies_, [this](Versie const& versie) { return telt(*versie.stap); });
    auto const bekend = eerste == versies_.end() ? huidig_->stap->ontvangen : eerste->stap->ontvangen;

    Levering const* start = nullptr;
    Levering const* einde = nullptr;
    auto const live = levende();
    for (auto const& levering : live) {
        auto const& feit = levering.levering->levering;
        if (!feit.stop) {
            start = &levering;
            termijnen.push_back({"melding van de start (305)", toewijzing.aanbieder, "OP271",
                                 model::termijn::levering(std::max(feit.begindatum, bekend), kalender), levering.stap->ontvangen,
                                 levering.stap->id});
        } else {
            if (definitief(feit)) einde = &levering;
            termijnen.push_back({definitief(feit) ? "melding van het einde (307)" : "melding van de onderbreking (307)",
                                 toewijzing.aanbieder, "OP272", model::termijn::levering(*feit.einddatum, kalender),
                                 levering.stap->ontvangen, levering.stap->id});
        }
    }
    if (start == nullptr) {
        termijnen.push_back({"melding van de start (305), als de zorg op de ingangsdatum begint", toewijzing.aanbieder, "OP271",
                             model::termijn::levering(std::max(toewijzing.ingangsdatum, bekend), kalender), std::nullopt, 0});
        return;
    }
    bool const gestopt = einde != nullptr && einde->levering->levering.begindatum >= start->levering->levering.begindatum;
    if (!gestopt && toewijzing.einddatum && *toewijzing.einddatum <= vandaag)
        termijnen.push_back({"melding van het einde (307)", toewijzing.aanbieder, "OP272",
                             model::termijn::levering(std::max(*toewijzing.einddatum, huidig_->stap->ontvangen), kalender), std::nullopt,
                             0});
}

void KetenVerloop::termijnen_verzoek(std::vector<Termijn>& termijnen, model::Kalender const& kalender) const {
    for (auto const& begin : verzoeken_) {
        using enum store::StapSoort;
        if ((begin.verzoek->stap != toewijzing && begin.verzoek->stap != wijziging) || !telt(*begin.stap)) continue;
        std::optional<model::Date> onderzoek;
        std::optional<model::Date> besluit;
        for (auto const& later : verzoeken_) {
            if (later.verzoek->referentie != begin.verzoek->referentie || !telt(*later.stap)) continue;
            if (later.verzoek->stap == antwoord && later.verzoek->antwoord == "2" && !onderzoek) onderzoek = later.stap->ontvangen;
            bool const beslist = later.verzoek->stap == honorering || (later.verzoek->stap == antwoord && later.verzoek->antwoord == "1");
            if (beslist && !besluit) besluit = later.stap->ontvangen;
        }
        auto const& gemeente = begin.stap->ontvanger;
        auto const eerst = onderzoek && (!besluit || *onderzoek <= *besluit) ? onderzoek : besluit;
        termijnen.push_back({fmt::format("besluit op verzoek {}", begin.verzoek->referentie), gemeente,
                             begin.verzoek->stap == toewijzing ? "OP274" : "OP346",
                             model::termijn::verzoek(begin.stap->ontvangen, kalender), eerst, begin.stap->id});
        if (onderzoek)
            termijnen.push_back({fmt::format("besluit na onderzoek van verzoek {}", begin.verzoek->referentie), gemeente,
                                 begin.verzoek->stap == toewijzing ? "OP274" : "OP346",
                                 model::termijn::onderzoek(begin.verzoek->dagtekening.value_or(begin.stap->ontvangen)), besluit,
                                 begin.stap->id});
    }
}

std::vector<Termijn> KetenVerloop::termijnen(model::Kalender const& kalender, model::Date vandaag) const {
    std::vector<Termijn> termijnen;
    for (auto const* stap : stappen_) {
        if (!is_heenbericht(*stap) || stap->besluit > 0) continue;
        // A parked message is answered with a later decision on it.
        auto const beantwoord =
            std::ranges::find_if(stappen_, [stap](auto const* other) { return other->id == stap->id && other->antwoord; });
        auto const antwoord = *model::antwoord_op(*stap->soort);
        bool const declaratie = antwoord.nummer == 325;
        termijnen.push_back({fmt::format("antwoord {}", antwoord.nummer), stap->ontvanger, declaratie ? "OP090x4" : "OP090",
                             declaratie ? model::termijn::declaratie_antwoord(stap->ontvangen, kalender)
                                        : model::termijn::retour(stap->ontvangen, kalender),
                             beantwoord != stappen_.end() ? std::optional((*beantwoord)->vandaag) : std::nullopt, stap->id});
    }
    termijnen_verzoek(termijnen, kalender);
    termijnen_levering(termijnen, kalender, vandaag);
    for (auto& termijn : termijnen) {
        using enum TermijnToestand;
        if (termijn.gedaan) termijn.toestand = *termijn.gedaan <= termijn.uiterlijk ? gehaald : te_laat;
        else termijn.toestand = vandaag <= termijn.uiterlijk ? open : gemist;
    }
    std::ranges::stable_sort(termijnen, {}, &Termijn::uiterlijk);
    return termijnen;
}

} // namespace gateway
