#include "rules/rapport/afrekening.hpp"
#include "rules/rapport/rekenen.hpp"
#include "rules/rapport/soorten.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace rules::rapport {
namespace {

model::Result<Bandbreedte> bandbreedte(model::Result<std::int64_t> const& basispunten, model::Result<std::string> const& buiten) {
    if (!basispunten) return std::unexpected(basispunten.error());
    if (!buiten) return std::unexpected(buiten.error());
    return Bandbreedte{*basispunten, *buiten == "meerdere" ? BuitenBand::meerdere : BuitenBand::volledig};
}

struct Post {
    model::Money voorschot, afgesproken, realisatie;
    bool heeft_voorschot = false;
    Bronnen bronnen;
};

/// Advance and realisation per aanbieder and perceel, or per gemeente.
class Voorschotten : public Berekening {
public:
    using Berekening::Berekening;

protected:
    using Sleutel = std::pair<std::string, std::string>;

    model::Result<void> begin(model::RapportVraag& vraag) override {
        auto const gegeven = nodig("voorschot");
        if (!gegeven) return std::unexpected(gegeven.error());
        for (auto const& regel : (*gegeven)->regels) {
            auto const& gemeente = (*gegeven)->tekst(regel, "gemeente");
            auto const& aanbieder = (*gegeven)->tekst(regel, "aanbieder");
            if (vraag.gemeente && *vraag.gemeente != gemeente) continue;
            if (vraag.aanbieder && *vraag.aanbieder != aanbieder) continue;
            auto const& perceel = (*gegeven)->tekst(regel, "perceel");
            if (!perceel.empty()) met_perceel_.emplace(aanbieder, perceel);
            auto& post = posten_[sleutel(gemeente, aanbieder, perceel)];
            post.heeft_voorschot = true;
            model::Money const bedrag{(*gegeven)->getal(regel, "bedrag")};
            post.voorschot += bedrag;
            post.afgesproken += (*gegeven)->leeg(regel, "afgesproken") ? bedrag : model::Money{(*gegeven)->getal(regel, "afgesproken")};
            post.bronnen.add((*gegeven)->plaats(regel));
        }
        vraag.prestaties = true;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        std::string waar;
        if (!met_perceel_.empty()) {
            waar = perceel(bericht.gemeente, p.domein, p.categorie, p.code);
            if (!met_perceel_.contains({bericht.aanbieder, waar})) waar.clear();
        }
        auto& post = posten_[sleutel(bericht.gemeente, bericht.aanbieder, waar)];
        post.realisatie += p.bedrag;
        bron(post.bronnen, bericht);
    }

    [[nodiscard]] virtual Sleutel sleutel(std::string const& gemeente, std::string const& aanbieder, std::string const& perceel) const = 0;

    void waarschuw_zonder() {
        model::Money zonder;
        std::size_t aantal = 0;
        std::size_t niets = 0;
        for (auto const& [_, post] : posten_) {
            if (!post.heeft_voorschot) {
                zonder += post.realisatie;
                ++aantal;
            } else if (post.realisatie.cents == 0) {
                ++niets;
            }
        }
        if (aantal != 0)
            waarschuw(fmt::format("Voor {} {} staat er geen voorschot in het bestand; hun realisatie van € {} wordt niet afgerekend.",
                                  aantal, aantal == 1 ? "rij" : "rijen", model::to_dutch(zonder)));
        if (niets != 0)
            waarschuw(
                fmt::format("Bij {} {} is er een voorschot en is er niets toegekend in de periode.", niets, niets == 1 ? "rij" : "rijen"));
    }

    std::map<Sleutel, Post> posten_;

private:
    std::set<Sleutel> met_perceel_; ///< (aanbieder, perceel) with an advance of its own
};

class Afrekening final : public Voorschotten {
public:
    using Voorschotten::Voorschotten;

private:
    [[nodiscard]] Sleutel sleutel(std::string const& /*gemeente*/, std::string const& aanbieder,
                                  std::string const& perceel) const override {
        return {aanbieder, perceel};
    }

    model::Result<void> vul(Rapport& rapport) override {
        auto const band = bandbreedte(getal("bandbreedte_bp"), woord("buiten_band"));
        if (!band) return std::unexpected(band.error());
        rapport.kolommen = {{"aanbieder", "Aanbieder", Eenheid::aanbieder},      {"perceel", "Perceel"},
                            {"voorschot", "Voorschot", Eenheid::centen},         {"realisatie", "Realisatie", Eenheid::centen},
                            {"verschil", "Verschil", Eenheid::centen},           {"ruimte", "Bandbreedte", Eenheid::centen},
                            {"terugbetaling", "Terugbetaling", Eenheid::centen}, {"bijbetaling", "Bijbetaling", Eenheid::centen}};
        for (auto const& [sleutel, post] : posten_) {
            if (!post.heeft_voorschot) {
                rij(rapport, {sleutel.first, sleutel.second, {}, geld(post.realisatie), {}, {}, {}, {}}, post.bronnen).let_op = true;
                continue;
            }
            auto const uit = afrekening(post.voorschot, post.realisatie, post.afgesproken, *band);
            rij(rapport,
                {sleutel.first, sleutel.second, geld(post.voorschot), geld(post.realisatie), geld(post.voorschot - post.realisatie),
                 geld(deel(post.afgesproken, band->basispunten)), geld(std::max(uit, {})), geld(std::max(-uit, {}))},
                post.bronnen)
                .let_op = uit.cents != 0 && band->basispunten != 0;
        }
        waarschuw_zonder();
        rapport.afronding =
            "Som van de rijen, exact op de cent. De bandbreedte is per rij een keer afgerond op een cent, de helft naar boven.";
        tel_op(rapport);
        rapport.grafieken = {{Grafiek::Soort::staaf, "Voorschot en realisatie", "aanbieder", {"voorschot", "realisatie"}}};
        return {};
    }
};

class Onderling final : public Voorschotten {
public:
    using Voorschotten::Voorschotten;

private:
    [[nodiscard]] Sleutel sleutel(std::string const& gemeente, std::string const& /*aanbieder*/,
                                  std::string const& /*perceel*/) const override {
        return {gemeente, ""};
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"gemeente", "Gemeente", Eenheid::gemeente},
                            {"voorschot", "Voorschot", Eenheid::centen},
                            {"realisatie", "Realisatie", Eenheid::centen},
                            {"krijgt_terug", "Krijgt terug", Eenheid::centen},
                            {"betaalt_bij", "Betaalt bij", Eenheid::centen}};
        std::vector<model::Money> voorschot;
        std::vector<model::Money> realisatie;
        for (auto const& [_, post] : posten_) {
            voorschot.push_back(post.voorschot);
            realisatie.push_back(post.realisatie);
        }
        auto const uit = onderling(voorschot, realisatie);
        std::size_t i = 0;
        for (auto const& [sleutel, post] : posten_) {
            rij(rapport,
                {sleutel.first, geld(post.voorschot), geld(post.realisatie), geld(std::max(uit[i], {})), geld(std::max(-uit[i], {}))},
                post.bronnen)
                .let_op = !post.heeft_voorschot;
            ++i;
        }
        waarschuw_zonder();
        rapport.afronding =
            "Som van de rijen, exact op de cent. Krijgt terug min betaalt bij is wat de aanbieders terugbetalen (of bijkrijgen).";
        tel_op(rapport);
        rapport.grafieken = {{Grafiek::Soort::staaf, "Voorschot en realisatie per gemeente", "gemeente", {"voorschot", "realisatie"}}};
        return {};
    }
};

/// What was saved against the expected budgets of the bundle, shared; with a reward or a cut only where the bundle agrees one.
class BonusMalus final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        if (auto jaren = hele_jaren(); !jaren) return jaren;
        vraag.prestaties = true;
        auto const [van, tot] = opdracht().periode;
        for (auto const& contract : opdracht().contracten)
            for (auto const& budget : contract->budgetten)
                if (budget.vorm == model::BudgetVorm::budgetafspraak && budget.jaar >= model::civil(van).year &&
                    budget.jaar <= model::civil(tot).year && (!vraag.aanbieder || *vraag.aanbieder == budget.aanbieder))
                    posten_.push_back({contract.get(), &budget, {}, {}});
        if (!posten_.empty()) return {};
        return std::unexpected(model::Error{
            model::ErrorCode::wrong_use,
            "In de gekozen bundels en jaren staat geen budget met vorm budgetafspraak; zonder afspraak is er niets te delen."});
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        auto const waar = perceel(bericht.gemeente, p.domein, p.categorie, p.code);
        for (auto& post : posten_) {
            auto const& b = *post.budget;
            if (b.jaar != model::civil(p.periode.begin).year || b.domein != p.domein) continue;
            if (!b.aanbieder.empty() && b.aanbieder != bericht.aanbieder) continue;
            if (!b.gemeente.empty() && b.gemeente != bericht.gemeente) continue;
            if (b.product.empty() ? !b.perceel.empty() && b.perceel != waar : b.product != p.code) continue;
            if (contract_van(bericht.gemeente) != post.contract) continue;
            post.realisatie += p.bedrag;
            bron(post.bronnen, bericht);
        }
    }

    model::Result<void> vul(Rapport& rapport) override {
        auto const deel_bp = getal("aandeel_besparing_bp");
        if (!deel_bp) return std::unexpected(deel_bp.error());
        rapport.kolommen = {{"budget", "Budget"},
                            {"jaar", "Jaar", Eenheid::tekst},
                            {"afgesproken", "Afgesproken", Eenheid::centen},
                            {"realisatie", "Realisatie", Eenheid::centen},
                            {"verschil", "Verschil", Eenheid::centen},
                            {"aandeel_aanbieder", "Deel aanbieder", Eenheid::centen},
                            {"aandeel_gemeente", "Deel gemeente", Eenheid::centen}};
        for (auto& post : posten_) {
            auto const afgesproken = post.budget->bedrag;
            auto const aanbieder = gedeelde_besparing(afgesproken, post.realisatie, *deel_bp);
            auto const gemeente = std::max(afgesproken - post.realisatie, {}) - aanbieder;
            post.bronnen.add(fmt::format("{}, {}", post.contract->label(), post.budget->herkomst));
            rij(rapport,
                {post.budget->id, fmt::format("{}", post.budget->jaar), geld(afgesproken), geld(post.realisatie),
                 geld(afgesproken - post.realisatie), geld(aanbieder), geld(gemeente)},
                post.bronnen)
                .let_op = post.realisatie > afgesproken;
        }
        waarschuw("Het deel van de besparing staat in geen enkel brondocument; zie bij de gebruikte instellingen wie het bepaalde.");
        rapport.afronding = "Het deel van de aanbieder is per rij afgerond op een cent, de helft naar boven; de gemeente krijgt de rest, "
                            "zodat beide delen de besparing zijn.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Afgesproken en gerealiseerd", "budget", {"afgesproken", "realisatie"}}};
        return {};
    }

    struct Afspraak {
        model::Contract const* contract;
        model::Budget const* budget;
        model::Money realisatie;
        Bronnen bronnen;
    };
    std::vector<Afspraak> posten_;
};

} // namespace

std::unique_ptr<Berekening> nieuwe_afrekening(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Afrekening>(s, o); }
std::unique_ptr<Berekening> nieuwe_onderling(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Onderling>(s, o); }
std::unique_ptr<Berekening> nieuwe_bonus_malus(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<BonusMalus>(s, o); }

} // namespace rules::rapport
