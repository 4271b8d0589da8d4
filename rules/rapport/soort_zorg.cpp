#include "rules/rapport/rekenen.hpp"
#include "rules/rapport/soorten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace rules::rapport {
namespace {

constexpr std::string_view tijdelijk = "20"; ///< WJ588: a temporary stop is none

bool volgens_plan(model::Domein domein, std::string_view reden) { return reden == (domein == model::Domein::wmo ? "19" : "31"); }

/// A start or stop, kept while the client it is of goes by.
struct Stap {
    model::RapportBericht bericht;
    std::string gemeente, aanbieder, product;
    model::Domein domein = model::Domein::wmo;
    std::optional<std::int64_t> toewijzing;
    model::Date dag{};
    bool stop = false;
    std::string reden;
};

/// Leveringen come by client: sees each client whole, over all aanbieders, and forgets it.
class PerClient : public Berekening {
public:
    using Berekening::Berekening;

protected:
    void zie(model::RapportBericht const& bericht, model::RapportLevering const& l) override {
        if (l.client != client_) ronde_af();
        client_ = l.client;
        if (l.stop && (l.reden == tijdelijk || !l.einde)) return;
        stappen_.push_back({bericht, std::string(l.gemeente), std::string(l.aanbieder), std::string(l.code.empty() ? l.categorie : l.code),
                            l.domein, l.toewijzing, l.stop ? *l.einde : l.begin, l.stop, std::string(l.reden)});
    }

    /// All steps of one client, by day; starts before stops.
    virtual void client(std::vector<Stap> const& stappen) = 0;

    void ronde_af() {
        if (!stappen_.empty()) {
            std::ranges::stable_sort(stappen_, {}, [](Stap const& s) { return std::tuple(s.dag, s.stop); });
            client(stappen_);
        }
        stappen_.clear();
    }

    [[nodiscard]] bool in_periode(model::Date dag) const { return opdracht().periode.begin <= dag && dag <= opdracht().periode.einde; }

private:
    std::uint64_t client_ = 0;
    std::vector<Stap> stappen_;
};

/// Who came, went on and left.
class Stromen final : public PerClient {
public:
    using PerClient::PerClient;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        auto const per = woord("stroom_per");
        if (!per) return std::unexpected(per.error());
        auto const dagen = getal("doorstroom_dagen");
        if (!dagen) return std::unexpected(dagen.error());
        per_ = *per;
        dagen_ = static_cast<std::int32_t>(*dagen);
        vraag.leveringen = true;
        return {};
    }

    [[nodiscard]] std::string wie(Stap const& s) const {
        return per_ == "aanbieder" ? s.aanbieder : per_ == "gemeente" ? s.gemeente : s.product;
    }

    void client(std::vector<Stap> const& stappen) override {
        std::int32_t lopend = 0;
        std::optional<model::Date> gestopt;
        std::set<std::string> bezig;
        for (std::size_t i = 0; i < stappen.size(); ++i) {
            auto const& s = stappen[i];
            auto& post = posten_[wie(s)];
            if (!s.stop) {
                bool const door = lopend > 0 || (gestopt && s.dag - *gestopt <= dagen_);
                ++lopend;
                if (in_periode(s.dag)) {
                    ++(door ? post.door : post.in);
                    bron(post.bronnen, s.bericht);
                }
                if (s.dag <= opdracht().periode.einde) ++post.stand;
                continue;
            }
            lopend = std::max(lopend - 1, 0);
            gestopt = s.dag;
            if (s.dag <= opdracht().periode.einde) --post.stand;
            bool const verder =
                lopend > 0 || std::ranges::any_of(stappen.begin() + static_cast<std::ptrdiff_t>(i), stappen.end(), [&](Stap const& later) {
                    return !later.stop && later.dag >= s.dag && later.dag - s.dag <= dagen_;
                });
            if (!in_periode(s.dag)) continue;
            bron(post.bronnen, s.bericht);
            if (!verder) ++post.uit;
        }
    }

    model::Result<void> vul(Rapport& rapport) override {
        ronde_af();
        auto const eenheid = per_ == "aanbieder" ? Eenheid::aanbieder : per_ == "gemeente" ? Eenheid::gemeente : Eenheid::product;
        rapport.kolommen = {{"wie",
                             per_ == "aanbieder"  ? "Aanbieder"
                             : per_ == "gemeente" ? "Gemeente"
                                                  : "Product",
                             eenheid},
                            {"instroom", "Instroom", Eenheid::aantal},
                            {"doorstroom", "Doorstroom", Eenheid::aantal},
                            {"uitstroom", "Uitstroom", Eenheid::aantal},
                            {"saldo", "In min uit", Eenheid::aantal},
                            {"stand", "In zorg aan het eind", Eenheid::aantal}};
        for (auto const& [wie, post] : posten_)
            rij(rapport, {wie, post.in, post.door, post.uit, post.in - post.uit, std::max<std::int64_t>(post.stand, 0)}, post.bronnen);
        tel_op(rapport);
        rapport.afronding = "Som van de rijen. Instroom: een start zonder zorg in de dagen ervoor; doorstroom: een start naast of vlak na "
                            "andere zorg; uitstroom: een stop waarna geen zorg volgt.";
        waarschuw("Leeftijd en geslacht staan niet in het grootboek van ketenpoort; dit rapport splitst er niet op.");
        rapport.grafieken = {{Grafiek::Soort::staaf, "In-, door- en uitstroom", "wie", {"instroom", "doorstroom", "uitstroom"}}};
        return {};
    }

    struct Post {
        std::int64_t in = 0, door = 0, uit = 0, stand = 0;
        Bronnen bronnen;
    };
    std::string per_;
    std::int32_t dagen_ = 0;
    std::map<std::string, Post> posten_;
};

/// Did it end as planned, and did the client stay away.
class Effect final : public PerClient {
public:
    using PerClient::PerClient;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        auto const maanden = getal("recidive_maanden");
        if (!maanden) return std::unexpected(maanden.error());
        maanden_ = static_cast<std::int32_t>(*maanden);
        vraag.leveringen = true;
        return {};
    }

    void client(std::vector<Stap> const& stappen) override {
        for (std::size_t i = 0; i < stappen.size(); ++i) {
            auto const& s = stappen[i];
            if (!s.stop || !in_periode(s.dag)) continue;
            auto& post = posten_[{s.aanbieder, s.product}];
            ++post.gestopt;
            post.plan += volgens_plan(s.domein, s.reden) ? 1 : 0;
            bron(post.bronnen, s.bericht);
            auto const tot = maanden_later(s.dag, maanden_);
            post.te_vroeg += tot > opdracht().op ? 1 : 0;
            post.terug +=
                std::ranges::any_of(stappen, [&](Stap const& later) { return !later.stop && later.dag > s.dag && later.dag <= tot; }) ? 1
                                                                                                                                      : 0;
            auto const start = std::ranges::find_if(stappen, [&](Stap const& eerder) {
                return !eerder.stop && eerder.toewijzing == s.toewijzing && eerder.aanbieder == s.aanbieder;
            });
            if (start == stappen.end()) continue;
            ++post.met_start;
            post.dagen += s.dag - start->dag + 1;
            auto const* p = product(s.domein, s.product);
            if (p != nullptr && p->norm_dagen > 0) {
                ++post.met_norm;
                post.binnen_norm += s.dag - start->dag + 1 <= p->norm_dagen ? 1 : 0;
            }
        }
    }

    model::Result<void> vul(Rapport& rapport) override {
        ronde_af();
        rapport.kolommen = {{"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"product", "Product", Eenheid::product},
                            {"gestopt", "Gestopt", Eenheid::aantal},
                            {"volgens_plan", "Volgens plan", Eenheid::aantal},
                            {"deel_plan", "Deel volgens plan", Eenheid::basispunten},
                            {"terug", "Terug in zorg", Eenheid::aantal},
                            {"recidive", "Recidive", Eenheid::basispunten},
                            {"duur", "Gemiddeld dagen", Eenheid::honderdsten},
                            {"binnen_norm", "Binnen de norm", Eenheid::aantal},
                            {"met_norm", "Van die met een norm", Eenheid::aantal}};
        std::int64_t vroeg = 0;
        std::int64_t gestopt = 0;
        std::int64_t plan = 0;
        std::int64_t terug = 0;
        for (auto const& [sleutel, post] : posten_) {
            vroeg += post.te_vroeg;
            gestopt += post.gestopt;
            plan += post.plan;
            terug += post.terug;
            rij(rapport,
                {sleutel.first, sleutel.second, post.gestopt, post.plan, aandeel(post.plan, post.gestopt), post.terug,
                 aandeel(post.terug, post.gestopt),
                 post.met_start == 0 ? Waarde() : Waarde(afgerond(static_cast<Breed>(post.dagen) * 100, post.met_start)), post.binnen_norm,
                 post.met_norm},
                post.bronnen);
        }
        if (vroeg != 0)
            waarschuw(fmt::format("Bij {} van de {} stops zijn de {} maanden voor recidive nog niet voorbij; recidive kan nog stijgen.",
                                  vroeg, gestopt, maanden_));
        tel_op(rapport);
        rapport.totaal[4] = aandeel(plan, gestopt);
        rapport.totaal[6] = aandeel(terug, gestopt);
        rapport.afronding = "Aantallen exact; percentages en gemiddelden elk een keer afgerond op 0,01.";
        waarschuw("Wat uitstroom in geld oplevert (ROI, MKBA) vraagt om aannames die in geen bundel staan; dit rapport geeft de aantallen "
                  "waar die op rusten.");
        rapport.grafieken = {{Grafiek::Soort::staaf, "Gestopt en volgens plan", "product", {"gestopt", "volgens_plan"}}};
        return {};
    }

    struct Post {
        std::int64_t gestopt = 0, plan = 0, terug = 0, te_vroeg = 0, met_start = 0, dagen = 0, met_norm = 0, binnen_norm = 0;
        Bronnen bronnen;
    };
    std::int32_t maanden_ = 0;
    std::map<std::pair<std::string, std::string>, Post> posten_;
};

/// How long each step took, against its term.
class Doorlooptijden final : public Berekening {
public:
    using Berekening::Berekening;

private:
    using Sleutel = std::tuple<std::string, model::Domein, std::int64_t>; ///< gemeente, domein, ToewijzingNummer

    model::Result<void> begin(model::RapportVraag& vraag) override {
        vraag.toewijzingen = vraag.leveringen = vraag.registraties = true;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportToewijzing const& t) override {
        if (t.verwijderd || t.eerste_besluit < opdracht().periode.begin || t.eerste_besluit > opdracht().periode.einde) return;
        zaken_[{std::string(t.gemeente), t.domein, t.nummer}] = {
            std::string(t.aanbieder), t.toewijzingsdatum, t.van, std::nullopt, std::nullopt, std::nullopt, bericht.id};
    }

    void zie(model::RapportBericht const& /*bericht*/, model::RapportLevering const& l) override {
        if (l.stop || !l.toewijzing) return;
        auto const at = zaken_.find({std::string(l.gemeente), l.domein, *l.toewijzing});
        if (at != zaken_.end() && (!at->second.start || l.begin < *at->second.start)) at->second.start = l.begin;
    }

    void zie(model::Registratie const& r) override {
        auto const at = zaken_.find({r.gemeente, r.domein, r.toewijzing});
        if (at == zaken_.end() || !r.datum) return;
        if (r.soort == "melding") at->second.melding = r.datum;
        if (r.soort == "trajectplan") at->second.plan = r.datum;
    }

    struct Stap {
        std::int64_t aantal = 0, dagen = 0, langste = 0, op_tijd = 0, te_laat = 0, open = 0;
        Bronnen bronnen;
        void meet(std::int32_t duur, std::int32_t termijn, bool is_op_tijd) {
            ++aantal;
            dagen += duur;
            langste = std::max<std::int64_t>(langste, duur);
            if (termijn > 0) ++(is_op_tijd ? op_tijd : te_laat);
        }
    };

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"stap", "Stap"},
                            {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"aantal", "Aantal", Eenheid::aantal},
                            {"gemiddeld", "Gemiddeld dagen", Eenheid::honderdsten},
                            {"langste", "Langste", Eenheid::dagen},
                            {"termijn", "Termijn", Eenheid::dagen},
                            {"op_tijd", "Op tijd", Eenheid::aantal},
                            {"te_laat", "Te laat", Eenheid::aantal},
                            {"deel", "Deel op tijd", Eenheid::basispunten},
                            {"open", "Nog niet gebeurd", Eenheid::aantal}};
        std::map<std::tuple<int, std::string, std::int32_t>, Stap> stappen;
        std::size_t zonder_melding = 0;
        for (auto const& [sleutel, zaak] : zaken_) {
            auto const* contract = contract_van(std::get<0>(sleutel));
            model::Parameters const p = contract == nullptr ? model::Parameters() : contract->parameters;
            auto const stap = [&](int welke, std::int32_t termijn) -> Stap& {
                auto& s = stappen[{welke, zaak.aanbieder, termijn}];
                s.bronnen.add(zaak.bericht);
                return s;
            };
            if (zaak.melding) {
                auto const duur = zaak.datum - *zaak.melding;
                stap(0, p.toewijzing_dagen).meet(duur, p.toewijzing_dagen, duur <= p.toewijzing_dagen);
            } else {
                ++zonder_melding;
            }
            auto& start = stap(1, p.start_dagen);
            if (zaak.start) start.meet(std::max(*zaak.start - zaak.datum, 0), p.start_dagen, *zaak.start - zaak.van <= p.start_dagen);
            else ++start.open;
            if (!zaak.start) continue;
            auto& plan = stap(2, p.trajectplan_dagen);
            if (zaak.plan) plan.meet(*zaak.plan - *zaak.start, p.trajectplan_dagen, *zaak.plan - *zaak.start <= p.trajectplan_dagen);
            else ++plan.open;
        }
        constexpr std::array<char const*, 3> namen{"melding tot toewijzing", "toewijzing tot start", "start tot trajectplan"};
        for (auto const& [sleutel, s] : stappen) {
            auto const& [welke, aanbieder, termijn] = sleutel;
            bool const met = termijn > 0;
            rij(rapport,
                {std::string(namen[static_cast<std::size_t>(welke)]), aanbieder, s.aantal,
                 s.aantal == 0 ? Waarde() : Waarde(afgerond(static_cast<Breed>(s.dagen) * 100, s.aantal)),
                 s.aantal == 0 ? Waarde() : Waarde(s.langste), met ? Waarde(std::int64_t{termijn}) : Waarde(),
                 met ? Waarde(s.op_tijd) : Waarde(), met ? Waarde(s.te_laat) : Waarde(), met ? aandeel(s.op_tijd, s.aantal) : Waarde(),
                 s.open},
                s.bronnen)
                .let_op = s.te_laat > 0;
        }
        if (zonder_melding != 0)
            waarschuw(fmt::format("Van {} toewijzingen is geen melding geregistreerd; voor hen is melding tot toewijzing niet gemeten "
                                  "(ketenpoort registratie).",
                                  zonder_melding));
        rapport.afronding =
            "Dagen exact; gemiddelden en percentages elk een keer afgerond op 0,01. Een termijn van 56 dagen: dag 56 is nog op tijd. "
            "De start wordt gemeten vanaf de toewijzing, en getoetst vanaf de ingangsdatum.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Gemiddelde duur in dagen", "stap", {"gemiddeld"}}};
        return {};
    }

    struct Zaak {
        std::string aanbieder;
        model::Date datum{}, van{};
        std::optional<model::Date> start, melding, plan;
        std::int64_t bericht = 0;
    };
    std::map<Sleutel, Zaak> zaken_;
};

/// Where clients in care came from, and who went on to the Wlz.
class HerkomstVanClienten final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        auto const lijst = woord("herkomst_categorieen");
        if (!lijst) return std::unexpected(lijst.error());
        categorieen_ = " " + *lijst + " ";
        vraag.toewijzingen = vraag.registraties = true;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportToewijzing const& t) override {
        auto const dag = opdracht().periode.einde;
        if (t.domein != model::Domein::wmo || t.verwijderd || categorieen_.find(fmt::format(" {} ", t.categorie)) == std::string::npos)
            return;
        if (t.van > dag || (t.tot && *t.tot < opdracht().periode.begin)) return;
        zaken_[{std::string(t.gemeente), t.nummer}] = {bericht, !t.tot || *t.tot >= dag};
    }

    void zie(model::Registratie const& r) override {
        auto const at = zaken_.find({r.gemeente, r.toewijzing});
        if (at == zaken_.end() || r.domein != model::Domein::wmo) return;
        if (r.soort == "herkomst") at->second.herkomst = r.tekst;
        if (r.soort == "wlz") at->second.wlz = true;
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"gemeente", "Gemeente", Eenheid::gemeente},
                            {"herkomst", "Gemeente van herkomst", Eenheid::gemeente},
                            {"toewijzingen", "In de periode", Eenheid::aantal},
                            {"bezet", "Aan het eind", Eenheid::aantal},
                            {"wlz", "Naar de Wlz", Eenheid::aantal}};
        std::map<std::pair<std::string, std::string>, Post> posten;
        std::size_t onbekend = 0;
        for (auto const& [sleutel, zaak] : zaken_) {
            auto& post = posten[{sleutel.first, zaak.herkomst}];
            ++post.aantal;
            post.bezet += zaak.loopt && !zaak.wlz ? 1 : 0;
            post.wlz += zaak.wlz ? 1 : 0;
            post.bronnen.add(zaak.bericht.id);
            onbekend += zaak.herkomst.empty() ? 1U : 0U;
        }
        for (auto const& [sleutel, post] : posten)
            rij(rapport, {sleutel.first, sleutel.second.empty() ? "onbekend" : sleutel.second, post.aantal, post.bezet, post.wlz},
                post.bronnen)
                .let_op = sleutel.second.empty();
        if (onbekend != 0)
            waarschuw(
                fmt::format("Van {} toewijzingen is geen herkomst geregistreerd (ketenpoort registratie, soort herkomst).", onbekend));
        tel_op(rapport);
        rapport.grafieken = {{Grafiek::Soort::staaf, "Bezet naar herkomst", "herkomst", {"bezet"}}};
        return {};
    }

    struct Zaak {
        model::RapportBericht bericht{};
        bool loopt = false;
        std::string herkomst{};
        bool wlz = false;
    };
    struct Post {
        std::int64_t aantal = 0, bezet = 0, wlz = 0;
        Bronnen bronnen;
    };
    std::string categorieen_;
    std::map<std::pair<std::string, std::int64_t>, Zaak> zaken_;
};

} // namespace

std::unique_ptr<Berekening> nieuwe_stromen(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Stromen>(s, o); }
std::unique_ptr<Berekening> nieuwe_effect(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Effect>(s, o); }
std::unique_ptr<Berekening> nieuwe_doorlooptijden(Rapportsoort const& s, Opdracht const& o) {
    return std::make_unique<Doorlooptijden>(s, o);
}
std::unique_ptr<Berekening> nieuwe_herkomst(Rapportsoort const& s, Opdracht const& o) {
    return std::make_unique<HerkomstVanClienten>(s, o);
}

} // namespace rules::rapport
