#include "rules/contract/grootboek.hpp"

#include "rules/contract/budgetstand.hpp"
#include "rules/contract/ruimte.hpp"
#include "rules/standard/levering.hpp"
#include "rules/standard/toewijzingen.hpp"
#include "xsd/model/versie.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace rules::contract {
namespace {

using model::Boeksoort;
using Verbintenissen = std::vector<model::Verbintenis>;

model::Verbintenis& in_year(Verbintenissen& all, std::int32_t jaar) {
    auto const at = std::ranges::lower_bound(all, jaar, {}, &model::Verbintenis::jaar);
    if (at != all.end() && at->jaar == jaar) return *at;
    return *all.insert(at, {.jaar = jaar});
}

/// What was released cannot stand above what was approved.
void cap(model::Verbintenis& v) {
    if (v.vrijgevallen) v.vastgelegd = std::min(v.vastgelegd, std::max(v.toegekend, model::Money{}));
}

void release(Verbintenissen& all) {
    for (auto& v : all) {
        v.vrijgevallen = true;
        cap(v);
    }
}

bool released(std::span<model::Verbintenis const> all) { return std::ranges::any_of(all, &model::Verbintenis::vrijgevallen); }

/// What is booked of a toewijzing, and what it is after the message.
struct Post {
    std::int64_t nummer = 0;
    model::Rekening was{}; ///< year 0
    model::Rekening wordt{};
    std::span<model::Verbintenis const> oud{}; ///< as the ledger has it
    Verbintenissen nieuw{};
};

class Boekhouder {
public:
    Boekhouder(model::Message const& bericht, model::Facts const& feiten, model::Verdict const& verdict, model::Date vandaag)
        : bericht_(bericht), feiten_(feiten), verdict_(verdict), contract_(*feiten.contract), vandaag_(vandaag),
          gemeente_(model::gemeente(bericht)), aanbieder_(model::aanbieder(bericht)) {}

    Boekstuk boek() {
        if (auto const* toewijzing = std::get_if<model::Bericht301>(&bericht_.inhoud)) boek_toewijzingen(*toewijzing);
        else if (auto const* stop = std::get_if<model::Bericht307>(&bericht_.inhoud)) boek_stops(*stop);
        else if (auto const* vraag = std::get_if<model::Bericht315>(&bericht_.inhoud)) boek_verzoek(*vraag);
        else if (auto const* wijziging = std::get_if<model::Bericht317>(&bericht_.inhoud)) boek_wijziging(*wijziging);
        else if (auto const* antwoord = std::get_if<model::Bericht319>(&bericht_.inhoud)) boek_antwoord(*antwoord);
        else if (auto const* declaratie = std::get_if<model::Bericht323>(&bericht_.inhoud)) boek_declaratie(*declaratie);
        boek_verlopen();
        uit_.grootboek.verbintenissen.reserve(posten_.size());
        for (auto& post : posten_)
            if (!post.nieuw.empty() || !post.oud.empty()) uit_.grootboek.verbintenissen.emplace_back(post.nummer, std::move(post.nieuw));
        return std::move(uit_);
    }

private:
    [[nodiscard]] model::Rekening op(std::optional<model::Product> const& product) const {
        return rekening(aanbieder_, gemeente_, bericht_.soort.domein, product, 0);
    }

    /// The post of a number, and whether it is new. Valid until the next one.
    std::pair<Post&, bool> post(std::int64_t nummer) {
        // A long message has its numbers in order.
        if (posten_.empty() || posten_.back().nummer < nummer) return {posten_.emplace_back(nummer), true};
        auto const at = std::ranges::lower_bound(posten_, nummer, {}, &Post::nummer);
        if (at->nummer == nummer) return {*at, false};
        return {*posten_.emplace(at, nummer), true};
    }

    /// The toewijzing as the ledger has it. What was approved on it before there was a contract is booked with its first change.
    Post& post(model::ToewijzingFact const& feit) {
        auto const [post, is_new] = this->post(feit.nummer);
        if (!is_new) return post;
        post.was = post.wordt = op(feit.product);
        post.oud = feit.verbintenissen;
        post.nieuw = feit.verbintenissen;
        if (post.oud.empty())
            for (auto const& debet : feit.debetten) in_year(post.nieuw, model::civil(debet.periode.begin).year).toegekend += debet.bedrag;
        return post;
    }

    /// Lines for what changed since `voor`, per account and year.
    void lijnen(std::int64_t nummer, Post const& post, model::Rekening const& was, std::span<model::Verbintenis const> voor,
                Boeksoort soort) {
        static Verbintenissen const none;
        if (was == post.wordt) return lijnen(nummer, was, voor, post.nieuw, soort);
        lijnen(nummer, was, voor, none, soort);
        lijnen(nummer, post.wordt, none, post.nieuw, soort);
    }

    /// The same on one account. @pre both by year
    void lijnen(std::int64_t nummer, model::Rekening const& op, std::span<model::Verbintenis const> voor,
                std::span<model::Verbintenis const> na, Boeksoort soort) {
        auto oud = voor.begin();
        auto nieuw = na.begin();
        while (oud != voor.end() || nieuw != na.end()) {
            auto const jaar = std::min(oud == voor.end() ? nieuw->jaar : oud->jaar, nieuw == na.end() ? oud->jaar : nieuw->jaar);
            model::Verbintenis const was = oud != voor.end() && oud->jaar == jaar ? *oud++ : model::Verbintenis{};
            model::Verbintenis const wordt = nieuw != na.end() && nieuw->jaar == jaar ? *nieuw++ : model::Verbintenis{};
            auto const vastgelegd = wordt.vastgelegd - was.vastgelegd;
            auto const toegekend = wordt.toegekend - was.toegekend;
            auto const beslag = wordt.beslag() - was.beslag();
            if (vastgelegd.cents == 0 && toegekend.cents == 0 && beslag.cents == 0) continue;
            auto& lijn = uit_.grootboek.boekingen.emplace_back();
            lijn.soort = soort;
            if (soort == Boeksoort::vastgelegd && vastgelegd.cents < 0) lijn.soort = Boeksoort::vrijgevallen;
            if (soort == Boeksoort::vrijgevallen && vastgelegd.cents > 0) lijn.soort = Boeksoort::vastgelegd;
            lijn.rekening = op;
            lijn.rekening.jaar = jaar;
            lijn.toewijzing = nummer;
            lijn.vastgelegd = vastgelegd;
            lijn.toegekend = toegekend;
            lijn.beslag = beslag;
            lijn.toewijzingen = (wordt.beslag().cents > 0 ? 1 : 0) - (was.beslag().cents > 0 ? 1 : 0);
        }
    }

    /// Sets what a toewijzing commits: its value, less what a stop or the end of its term releases.
    void stel(Post& post, Waarde const& waarde, bool vrijgevallen) {
        for (auto& v : post.nieuw) {
            v.vastgelegd = {};
            v.vrijgevallen = vrijgevallen;
        }
        for (auto const& [jaar, bedrag] : waarde.per_jaar) {
            auto& v = in_year(post.nieuw, jaar);
            v.vastgelegd = bedrag;
            v.vrijgevallen = vrijgevallen;
            cap(v);
        }
        // A year of nothing goes, unless it remembers that the rest was released.
        std::erase_if(post.nieuw, [](auto const& v) { return v.vastgelegd.cents == 0 && v.toegekend.cents == 0 && !v.vrijgevallen; });
    }

    [[nodiscard]] std::optional<model::Date> laatste_dag(std::optional<model::Date> tot, std::optional<model::Date> gestopt) const {
        auto const einde = gestopt ? gestopt : tot;
        if (!einde) return std::nullopt;
        return laatste_declaratiedag(*einde, contract_.parameters.declaratie_maanden);
    }

    [[nodiscard]] model::Inzet inzet(std::int64_t nummer, model::Rekening const& rek, model::Date van, std::optional<model::Date> tot,
                                     std::optional<model::Date> gestopt, bool vrij) const {
        return {.nummer = nummer,
                .gemeente = gemeente_,
                .domein = bericht_.soort.domein,
                .aanbieder = aanbieder_,
                .categorie = rek.categorie,
                .code = rek.code,
                .van = van,
                .tot = tot,
                .gestopt = gestopt,
                .vervalt = vrij ? std::nullopt : laatste_dag(tot, gestopt)};
    }

    /// Since when the stopped toewijzing was stopped, as far as the facts tell.
    [[nodiscard]] std::optional<model::Date> known_stop(std::int64_t nummer) const {
        auto const& all = feiten_.contract_feiten.inzet;
        auto const at = std::ranges::find_if(all, [&](auto const& i) { return i.nummer == nummer && i.gemeente == gemeente_; });
        return at == all.end() ? std::nullopt : at->gestopt;
    }

    void boek_toewijzingen(model::Bericht301 const& inhoud) {
        for (std::uint32_t i = 0; i < inhoud.client.toegewezen_producten.size(); ++i) {
            auto const& product = inhoud.client.toegewezen_producten[i];
            boek_toewijzing(product, {model::Klasse::toegewezen_product, 0, i, "", product.lijn});
            if (product.referentie_aanbieder) handel_af(*product.referentie_aanbieder);
        }
    }

    void boek_toewijzing(model::ToegewezenProduct const& product, model::Place const& plaats) {
        auto const* known = feiten_.toewijzing(product.toewijzing_nummer);
        if (known != nullptr &&
            model::compare_versie(product.toewijzingsdatum, product.toewijzingstijd, known->toewijzingsdatum, known->toewijzingstijd) < 0)
            return;
        auto const gevraagd = toegewezen(product, bericht_.soort.domein, gemeente_, aanbieder_);
        model::ToewijzingFact fresh;
        fresh.nummer = product.toewijzing_nummer;
        fresh.product = product.product;
        auto& p = post(known == nullptr ? fresh : *known);
        auto const was = p.wordt;
        auto const voor = p.oud;
        p.wordt = op(product.product);

        auto const& reden = product.reden_wijziging;
        bool const weg = reden && (*reden == "13" || *reden == "01") && gevraagd.tot == gevraagd.van;
        auto const value = weg ? Waarde{.per_jaar = {}, .einde = gevraagd.van, .berekening = {}, .reden = {}} : waarde(gevraagd, contract_);
        if (!value.bekend) meld_onbekend(p.wordt, gevraagd.van, value, plaats);
        // Care that was stopped stays stopped when its toewijzing is only cut to fit; one that grants more begins again.
        bool const gestopt = known != nullptr && released(voor) &&
                             value.totaal() <= waarde(toegewezen(*known, bericht_.soort.domein, gemeente_), contract_).totaal();
        auto const stop = gestopt ? known_stop(product.toewijzing_nummer) : std::nullopt;
        auto const verval = laatste_dag(gevraagd.tot, stop);
        bool const vrij = gestopt || (verval && *verval < vandaag_);
        stel(p, value, vrij);
        lijnen(product.toewijzing_nummer, p, was, voor, Boeksoort::vastgelegd);
        if (weg) return weg_met(product.toewijzing_nummer, p, gevraagd);
        uit_.grootboek.inzet.push_back(inzet(product.toewijzing_nummer, p.wordt, gevraagd.van, gevraagd.tot, stop, vrij));
    }

    /// A removed toewijzing takes no place on any day: it ends before it begins.
    void weg_met(std::int64_t nummer, Post const& p, Toegewezen const& t) {
        uit_.grootboek.inzet.push_back(inzet(nummer, p.wordt, t.van, t.van - 1, std::nullopt, true));
    }

    void meld_onbekend(model::Rekening rek, model::Date van, Waarde const& value, model::Place const& plaats) {
        rek.jaar = model::civil(van).year;
        auto const budgetten = budgetten_van_partijen(contract_, aanbieder_, gemeente_);
        auto const at = std::ranges::find_if(budgetten, [&](model::Budget const* b) { return telt(contract_, *b, rek); });
        if (at == budgetten.end()) return;
        auto const* begrensd = *at;
        uit_.bevindingen.push_back(
            {.regel = "WAARDE",
             .niveau = model::Niveau::extern_bron,
             .retourcode = {},
             .plaats = plaats,
             .xpath = model::xpath(bericht_.soort, plaats),
             .lijn = plaats.lijn,
             .melding = fmt::format("Wat deze toewijzing vastlegt is niet te bepalen; budget {} telt haar niet mee. {}", begrensd->id,
                                    value.reden),
             .waarde = {},
             .grens = "een Budget, of een product met een tarief",
             .berekening = {},
             .bron = {"contract", begrensd->herkomst, contract_.label()},
             .oplossing = "Neem het tarief op in de bundel, of wijs toe met een Budget.",
             .gevolg = model::Gevolg::signaleren});
    }

    void boek_stops(model::Bericht307 const& inhoud) {
        std::vector<std::int64_t> nummers;
        for (auto const& stop : inhoud.client.stop_producten)
            if (stop.toewijzing_nummer) nummers.push_back(*stop.toewijzing_nummer);
        std::ranges::sort(nummers);
        nummers.erase(std::ranges::unique(nummers).begin(), nummers.end());
        for (auto const nummer : nummers)
            if (auto const* feit = feiten_.toewijzing(nummer); feit != nullptr && feit->aanbieder == aanbieder_) boek_stop(inhoud, *feit);
    }

    /// The last day by the definitive stops of a toewijzing, before the message and after it.
    struct Gestopt {
        std::optional<model::Date> voor;
        std::optional<model::Date> na;
    };
    [[nodiscard]] Gestopt gestopt(model::Bericht307 const& inhoud, std::int64_t nummer) const {
        std::vector<model::LeveringFact> stops;
        for (auto const& levering : feiten_.leveringen)
            if (levering.stop && levering.toewijzing_nummer == nummer && levering.reden_beeindiging != standard::tijdelijk)
                stops.push_back(levering);
        auto const last = [&]() -> std::optional<model::Date> {
            std::optional<model::Date> einde;
            for (auto const& stop : stops) einde = std::max(einde, stop.einddatum);
            return einde;
        };
        auto const voor = last();
        for (bool const verwijderen : {true, false})
            for (auto const& stop : inhoud.client.stop_producten) {
                if (!stop.toewijzing_nummer || *stop.toewijzing_nummer != nummer || stop.reden_beeindiging == standard::tijdelijk) continue;
                if ((stop.status_aanlevering == "3") != verwijderen) continue;
                if (!verwijderen) {
                    model::LeveringFact nieuw;
                    nieuw.einddatum = stop.einddatum.value;
                    stops.push_back(nieuw);
                    continue;
                }
                auto const at = std::ranges::find_if(stops, [&](auto const& s) {
                    return s.einddatum == stop.einddatum.value && s.begindatum == stop.begindatum &&
                           s.reden_beeindiging == stop.reden_beeindiging;
                });
                if (at != stops.end()) stops.erase(at);
            }
        return {voor, last()};
    }

    void boek_stop(model::Bericht307 const& inhoud, model::ToewijzingFact const& feit) {
        auto const stop = gestopt(inhoud, feit.nummer);
        if (stop.voor == stop.na || standard::verwijderd(feit)) return;
        auto& p = post(feit);
        auto const voor = p.oud;
        auto const alles = stop.na && contract_.parameters.vrijval_niet_gedeclareerd;
        auto const verval = laatste_dag(feit.einddatum, stop.na);
        auto const t = toegewezen(feit, bericht_.soort.domein, gemeente_);
        bool const vrij = alles || (verval && *verval < vandaag_);
        stel(p, waarde(t, contract_, alles ? std::nullopt : stop.na), vrij);
        lijnen(feit.nummer, p, p.was, voor, Boeksoort::vrijgevallen);
        uit_.grootboek.inzet.push_back(inzet(feit.nummer, p.wordt, feit.ingangsdatum, feit.einddatum, stop.na, vrij));
    }

    void vraag(std::map<model::Rekening, model::Money>& som, model::Rekening rek, Waarde const& value) const {
        for (auto const& [jaar, bedrag] : value.per_jaar) {
            rek.jaar = jaar;
            som[rek] += bedrag;
        }
    }

    void boek_gevraagd(std::map<model::Rekening, model::Money> const& som, std::string const& referentie) {
        for (auto const& [rek, bedrag] : som)
            if (bedrag.cents > 0)
                uit_.grootboek.boekingen.push_back(
                    {.soort = Boeksoort::gevraagd, .rekening = rek, .referentie = referentie, .gevraagd = bedrag});
    }

    void boek_verzoek(model::Bericht315 const& inhoud) {
        for (auto const& product : inhoud.client.aangevraagde_producten) {
            Toegewezen t{.domein = bericht_.soort.domein,
                         .gemeente = gemeente_,
                         .aanbieder = aanbieder_,
                         .product = product.product,
                         .van = product.toewijzing_ingangsdatum,
                         .omvang = product.omvang};
            if (product.toewijzing_einddatum) t.tot = product.toewijzing_einddatum->value;
            if (product.budget) t.budget = product.budget->value;
            std::map<model::Rekening, model::Money> som;
            vraag(som, op(product.product), waarde(t, contract_));
            boek_gevraagd(som, product.referentie_aanbieder);
        }
    }

    template <class Product>
    [[nodiscard]] Toegewezen gewenst(Product const& product, std::optional<model::Product> const& wat) const {
        Toegewezen t{.domein = bericht_.soort.domein,
                     .gemeente = gemeente_,
                     .aanbieder = aanbieder_,
                     .product = wat,
                     .van = product.gewenste_ingangsdatum,
                     .omvang = product.omvang};
        if (product.einddatum) t.tot = product.einddatum->value;
        if (product.budget) t.budget = product.budget->value;
        return t;
    }

    /// A change asks what it adds to what its toewijzing commits from the wished day on; one that asks for less asks nothing.
    void boek_wijziging(model::Bericht317 const& inhoud) {
        auto const& verzoek = inhoud.client.verzoek;
        std::map<model::Rekening, model::Money> som;
        for (auto const& product : verzoek.nieuwe_producten)
            vraag(som, op(product.product), waarde(gewenst(product, product.product), contract_));
        for (auto const& product : verzoek.te_wijzigen_producten) {
            auto const* feit = feiten_.toewijzing(product.toewijzing_nummer);
            if (feit == nullptr) continue;
            auto const nu = toegewezen(*feit, bericht_.soort.domein, gemeente_);
            auto const nieuw = waarde(gewenst(product, feit->product), contract_);
            auto const alles = waarde(nu, contract_);
            auto const eerder = waarde(nu, contract_, product.gewenste_ingangsdatum.value - 1);
            auto rek = op(feit->product);
            for (auto const& [jaar, bedrag] : nieuw.per_jaar) {
                rek.jaar = jaar;
                som[rek] += bedrag - (alles.in(jaar)-eerder.in(jaar));
            }
        }
        boek_gevraagd(som, verzoek.referentie_aanbieder);
    }

    void boek_antwoord(model::Bericht319 const& inhoud) {
        constexpr model::Code in_onderzoek{"2"};
        if (inhoud.antwoord.verzoek_antwoord != in_onderzoek) handel_af(inhoud.antwoord.referentie_aanbieder);
    }

    void handel_af(std::string const& referentie) {
        if (!afgehandeld_.insert(referentie).second) return;
        for (auto const& open : feiten_.contract_feiten.open_verzoeken)
            if (open.referentie == referentie)
                uit_.grootboek.boekingen.push_back(
                    {.soort = Boeksoort::afgehandeld, .rekening = open.rekening, .referentie = referentie, .gevraagd = -open.gevraagd});
    }

    /// Approved lines, summed per toewijzing, year and direction: a long message moves each account of a toewijzing once.
    void boek_declaratie(model::Bericht323 const& inhoud) {
        struct Regel {
            std::int64_t nummer = 0;
            bool debet = false;
            std::int32_t jaar = 0;
            model::Money bedrag;
        };
        std::vector<Regel> regels;
        regels.reserve(feiten_.toewijzingen.size());
        auto const& clienten = inhoud.declaratie.clienten;
        for (std::size_t c = 0; c < verdict_.toegekend.size(); ++c)
            for (std::size_t i = 0; i < clienten[c].prestaties.size(); ++i) {
                if (!verdict_.toegekend[c][i]) continue;
                auto const& prestatie = clienten[c].prestaties[i];
                regels.push_back({prestatie.toewijzing_nummer, prestatie.ingediend_bedrag.debet_credit != "C",
                                  model::civil(prestatie.product_periode.begindatum).year, prestatie.ingediend_bedrag.signed_amount()});
            }
        std::ranges::sort(regels, {}, [](Regel const& r) { return std::tuple(r.nummer, r.debet, r.jaar); });
        posten_.reserve(regels.size());
        uit_.grootboek.boekingen.reserve(regels.size());
        for (auto regel = regels.begin(); regel != regels.end();) {
            auto const nummer = regel->nummer;
            auto const debet = regel->debet;
            auto const* feit = feiten_.toewijzing(nummer);
            if (feit == nullptr) {
                ++regel;
                continue;
            }
            auto& p = post(*feit);
            // What the credits of this message left, where there were any.
            Verbintenissen const na_credits = debet && aangeraakt_ == nummer ? p.nieuw : Verbintenissen{};
            auto const voor = debet && aangeraakt_ == nummer ? std::span<model::Verbintenis const>(na_credits) : p.oud;
            for (; regel != regels.end() && regel->nummer == nummer && regel->debet == debet; ++regel) {
                auto& v = in_year(p.nieuw, regel->jaar);
                v.toegekend += regel->bedrag;
                v.vrijgevallen = released(p.nieuw);
                cap(v);
            }
            aangeraakt_ = nummer;
            lijnen(nummer, p, p.was, voor, debet ? Boeksoort::toegekend : Boeksoort::gecrediteerd);
        }
    }

    /// Releases what can no longer be declared. Not this message's doing: it came first after the day.
    void boek_verlopen() {
        for (auto const& verlopen : feiten_.contract_feiten.verlopen) {
            auto const nummer = verlopen.inzet.nummer;
            if (std::ranges::find(uit_.grootboek.inzet, nummer, &model::Inzet::nummer) != uit_.grootboek.inzet.end()) continue;
            auto const [p, is_new] = post(nummer);
            if (is_new) {
                p.was = p.wordt = {verlopen.inzet.aanbieder, gemeente_,           bericht_.soort.domein,
                                   verlopen.inzet.categorie, verlopen.inzet.code, 0};
                p.oud = verlopen.verbintenissen;
                p.nieuw = verlopen.verbintenissen;
            }
            auto const voor = p.nieuw;
            release(p.nieuw);
            lijnen(nummer, p, p.was, voor, Boeksoort::vrijgevallen);
            auto inzet = verlopen.inzet;
            inzet.vervalt.reset();
            uit_.grootboek.inzet.push_back(std::move(inzet));
            uit_.grootboek.verlopen.push_back(nummer);
        }
    }

    model::Message const& bericht_;
    model::Facts const& feiten_;
    model::Verdict const& verdict_;
    model::Contract const& contract_;
    model::Date vandaag_;
    std::string const& gemeente_;
    std::string const& aanbieder_;
    std::vector<Post> posten_; ///< by number
    std::set<std::string> afgehandeld_;
    std::int64_t aangeraakt_ = -1; ///< the toewijzing of the credits just booked
    Boekstuk uit_;
};

} // namespace

Boekstuk grootboek(model::Message const& bericht, model::Facts const& feiten, model::Verdict const& verdict, model::Date vandaag) {
    bool const aanvaard = verdict.uitkomst == model::Uitkomst::goedgekeurd || verdict.uitkomst == model::Uitkomst::deels;
    if (!aanvaard || !feiten.contract || !feiten.contract->heeft_afspraken()) return {};
    auto stuk = Boekhouder(bericht, feiten, verdict, vandaag).boek();
    auto signalen = ruimte_signalen(bericht, feiten, stuk.grootboek, vandaag);
    stuk.bevindingen.insert(stuk.bevindingen.end(), std::make_move_iterator(signalen.begin()), std::make_move_iterator(signalen.end()));
    return stuk;
}

void vul_vraag(model::Message const& bericht, model::Facts const& feiten, model::Contract const& contract, model::Date vandaag,
               model::ContractVraag& vraag) {
    if (!contract.heeft_afspraken()) return;
    vraag.domein = bericht.soort.domein;
    vraag.verlopen_voor = vandaag;
    if (bericht.soort.nummer == 301)
        vraag.client =
            vraag.client || std::ranges::any_of(feiten.toewijzingen, [](auto const& t) { return released(t.second->verbintenissen); });
    vul_ruimte_vraag(bericht, contract, vraag);
}

std::optional<std::vector<model::Verbintenis>> waarde(model::ToewijzingFact const& toewijzing, model::Domein domein,
                                                      model::Contract const& contract, std::string_view gemeente) {
    auto const value = waarde(toegewezen(toewijzing, domein, gemeente), contract);
    if (!value.bekend) return std::nullopt;
    std::vector<model::Verbintenis> all;
    for (auto const& [jaar, bedrag] : value.per_jaar) all.push_back({.jaar = jaar, .vastgelegd = bedrag});
    return all;
}

model::Date laatste_declaratiedag(model::Date einde, std::int32_t maanden) {
    auto const [jaar, maand, dag] = model::civil(einde);
    auto const later = maand - 1 + maanden;
    return model::last_of_month(model::date(jaar + later / 12, later % 12 + 1, 1));
}

model::Rekening rekening(std::string_view aanbieder, std::string_view gemeente, model::Domein domein,
                         std::optional<model::Product> const& product, std::int32_t jaar) {
    model::Rekening rek{std::string(aanbieder), std::string(gemeente), domein, {}, {}, jaar};
    if (product) {
        rek.categorie = product->categorie;
        rek.code = product->code.value_or("");
    }
    return rek;
}

} // namespace rules::contract
