#include "rules/rapport/doelen.hpp"
#include "rules/rapport/prognose.hpp"
#include "rules/rapport/rekenen.hpp"
#include "rules/rapport/soorten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

namespace rules::rapport {
namespace {

/// Client measurements beside the mean of the region.
class Monitor final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& /*vraag*/) override {
        auto const gegeven = nodig("metingen");
        if (!gegeven) return std::unexpected(gegeven.error());
        metingen_ = *gegeven;
        return {};
    }

    struct Som {
        Breed score = 0;
        std::int64_t aantal = 0;
        Bronnen bronnen;
        [[nodiscard]] Waarde gemiddeld() const { return aantal == 0 ? Waarde() : Waarde(afgerond(score, aantal)); }
    };

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"onderdeel", "Onderdeel"},
                            {"meting", "Meting"},
                            {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"clienten", "Metingen", Eenheid::aantal},
                            {"score", "Score", Eenheid::honderdsten},
                            {"regio", "Regio", Eenheid::honderdsten},
                            {"verschil", "Verschil", Eenheid::honderdsten}};
        std::map<std::tuple<std::string, std::string, std::string>, Som> posten;
        std::map<std::pair<std::string, std::string>, Som> regio;
        for (auto const& regel : metingen_->regels) {
            auto const& onderdeel = metingen_->tekst(regel, "onderdeel");
            auto const& meting = metingen_->tekst(regel, "meting");
            auto const& aanbieder = metingen_->tekst(regel, "aanbieder");
            auto const tel = [&](Som& som) {
                som.score += static_cast<Breed>(metingen_->getal(regel, "score")) * metingen_->getal(regel, "aantal");
                som.aantal += metingen_->getal(regel, "aantal");
            };
            tel(regio[{onderdeel, meting}]);
            if (opdracht().aanbieder && *opdracht().aanbieder != aanbieder) continue;
            auto& post = posten[{onderdeel, meting, aanbieder}];
            tel(post);
            post.bronnen.add(metingen_->plaats(regel));
        }
        for (auto const& [sleutel, post] : posten) {
            auto const& [onderdeel, meting, aanbieder] = sleutel;
            auto const eigen = post.gemiddeld();
            auto const alle = regio[{onderdeel, meting}].gemiddeld();
            auto const verschil =
                eigen.index() == 1 && alle.index() == 1 ? Waarde(std::get<std::int64_t>(eigen) - std::get<std::int64_t>(alle)) : Waarde();
            rij(rapport, {onderdeel, meting, aanbieder, post.aantal, eigen, alle, verschil}, post.bronnen);
        }
        tel_op(rapport);
        rapport.afronding =
            "Gemiddelden zijn gewogen naar het aantal metingen en een keer afgerond op 0,01; het verschil is dat van de afgeronde cijfers.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Score en regio", "aanbieder", {"score", "regio"}}};
        return {};
    }

    Invoer const* metingen_ = nullptr;
};

/// Complaints by kind, and per 1,000 clients.
class Klachten final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        auto const gegeven = nodig("klachten");
        if (!gegeven) return std::unexpected(gegeven.error());
        klachten_ = *gegeven;
        vraag.toewijzingen = true;
        return {};
    }

    void zie(model::RapportBericht const& /*bericht*/, model::RapportToewijzing const& t) override {
        if (t.verwijderd || t.van > opdracht().periode.einde || (t.tot && *t.tot < opdracht().periode.begin)) return;
        clienten_[std::string(t.aanbieder)].insert(t.client);
        alle_.insert(t.client);
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"soort", "Soort"},
                            {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"aantal", "Aantal", Eenheid::aantal},
                            {"clienten", "Cliënten", Eenheid::aantal},
                            {"per_duizend", "Per 1.000 cliënten", Eenheid::honderdsten}};
        struct Post {
            std::int64_t aantal = 0, clienten = 0;
            Bronnen bronnen;
        };
        std::map<std::pair<std::string, std::string>, Post> posten;
        for (auto const& regel : klachten_->regels) {
            auto const& aanbieder = klachten_->tekst(regel, "aanbieder");
            if (opdracht().aanbieder && *opdracht().aanbieder != aanbieder) continue;
            auto& post = posten[{klachten_->tekst(regel, "soort"), aanbieder}];
            post.aantal += klachten_->getal(regel, "aantal");
            post.clienten += klachten_->getal(regel, "clienten");
            post.bronnen.add(klachten_->plaats(regel));
        }
        for (auto const& [sleutel, post] : posten) {
            auto const bekend = clienten_.find(sleutel.second);
            auto const geteld = sleutel.second.empty() ? alle_.size() : bekend == clienten_.end() ? 0U : bekend->second.size();
            auto const clienten = post.clienten > 0 ? post.clienten : static_cast<std::int64_t>(geteld);
            rij(rapport,
                {sleutel.first, sleutel.second, post.aantal, clienten > 0 ? Waarde(clienten) : Waarde(),
                 clienten > 0 ? Waarde(per_duizend(post.aantal, clienten)) : Waarde()},
                post.bronnen)
                .let_op = clienten == 0;
        }
        tel_op(rapport);
        rapport.totaal[3] = rapport.totaal[4] = Waarde();
        rapport.afronding = "Aantallen exact; per 1.000 een keer afgerond op 0,01. Cliënten komen uit het bestand, en waar dat leeg is uit "
                            "de toewijzingen in de periode.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Klachten", "soort", {"aantal"}}};
        return {};
    }

    Invoer const* klachten_ = nullptr;
    std::map<std::string, std::unordered_set<std::uint64_t>> clienten_;
    std::unordered_set<std::uint64_t> alle_;
};

/// Goals that depend on each other: late ones, circles and numbers that are not there.
class Doelenregister final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& /*vraag*/) override {
        auto const gegeven = nodig("doelen");
        if (!gegeven) return std::unexpected(gegeven.error());
        doelen_ = *gegeven;
        return {};
    }

    model::Result<void> vul(Rapport& rapport) override {
        std::vector<Doel> doelen;
        std::vector<std::string> gehaald;
        for (auto const& regel : doelen_->regels) {
            auto& doel = doelen.emplace_back();
            doel.nummer = doelen_->tekst(regel, "nummer");
            doel.niveau = doelen_->tekst(regel, "niveau");
            if (!doelen_->leeg(regel, "datum")) doel.datum = model::Date{static_cast<std::int32_t>(doelen_->getal(regel, "datum"))};
            std::string_view rest = doelen_->tekst(regel, "hangt_af_van");
            while (!rest.empty()) {
                auto const spatie = rest.find(' ');
                if (spatie != 0) doel.hangt_af_van.emplace_back(rest.substr(0, spatie));
                rest.remove_prefix(spatie == std::string_view::npos ? rest.size() : spatie + 1);
            }
            if (doelen_->tekst(regel, "gehaald") == "ja") gehaald.push_back(doel.nummer);
        }
        auto const fouten = controleer(doelen, gehaald, opdracht().op);
        rapport.kolommen = {
            {"doel", "Doel"},   {"niveau", "Niveau"},      {"datum", "Datum", Eenheid::datum}, {"hangt_af_van", "Hangt af van"},
            {"stand", "Stand"}, {"bevinding", "Bevinding"}};
        for (std::size_t i = 0; i < doelen.size(); ++i) {
            auto const& doel = doelen[i];
            std::string bevinding;
            auto const noem = [&](std::string const& wat) { bevinding += (bevinding.empty() ? "" : "; ") + wat; };
            for (auto const& kring : fouten.kringen)
                if (std::ranges::find(kring, doel.nummer) != kring.end()) noem(fmt::format("kring: {}", fmt::join(kring, " -> ")));
            for (auto const& [van, naar] : fouten.zonder_doel)
                if (van == doel.nummer) noem(fmt::format("{} bestaat niet", naar));
            bool const laat = std::ranges::find(fouten.te_laat, doel.nummer) != fouten.te_laat.end();
            bool const klaar = std::ranges::find(gehaald, doel.nummer) != gehaald.end();
            Bronnen bronnen;
            bronnen.add(doelen_->plaats(doelen_->regels[i]));
            bool const opvallend = laat || !bevinding.empty();
            rij(rapport,
                {doel.nummer, doel.niveau, doel.datum ? Waarde(std::int64_t{doel.datum->days}) : Waarde(),
                 fmt::format("{}", fmt::join(doel.hangt_af_van, " ")),
                 std::string(klaar  ? "gehaald"
                             : laat ? "te laat"
                                    : "open"),
                 std::move(bevinding)},
                bronnen)
                .let_op = opvallend;
        }
        if (!fouten.kringen.empty())
            waarschuw(fmt::format("{} {} van doelen die op elkaar wachten.", fouten.kringen.size(),
                                  fouten.kringen.size() == 1 ? "kring" : "kringen"));
        if (!fouten.zonder_doel.empty())
            waarschuw(fmt::format("{} keer hangt een doel af van een nummer dat er niet is.", fouten.zonder_doel.size()));
        return {};
    }

    Invoer const* doelen_ = nullptr;
};

/// General against individual facilities, and half a year later.
class Verschuiving final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& /*vraag*/) override {
        auto const gegeven = nodig("gebruik");
        if (!gegeven) return std::unexpected(gegeven.error());
        gebruik_ = *gegeven;
        return {};
    }

    model::Result<void> vul(Rapport& rapport) override {
        auto const maanden = getal("later_maanden");
        if (!maanden) return std::unexpected(maanden.error());
        rapport.kolommen = {{"gemeente", "Gemeente", Eenheid::gemeente},
                            {"peildatum", "Peildatum", Eenheid::datum},
                            {"algemeen", "Algemeen", Eenheid::aantal},
                            {"maatwerk", "Maatwerk", Eenheid::aantal},
                            {"deel", "Deel algemeen", Eenheid::basispunten},
                            {"later", "Later gemeten", Eenheid::datum},
                            {"deel_later", "Deel algemeen later", Eenheid::basispunten},
                            {"verschuiving", "Verschuiving", Eenheid::basispunten}};
        std::map<std::pair<std::string, std::int64_t>, Invoerregel const*> metingen;
        for (auto const& regel : gebruik_->regels) {
            auto const& gemeente = gebruik_->tekst(regel, "gemeente");
            if (opdracht().gemeente && *opdracht().gemeente != gemeente) continue;
            if (!metingen.emplace(std::pair(gemeente, gebruik_->getal(regel, "peildatum")), &regel).second)
                return std::unexpected(
                    model::Error{model::ErrorCode::wrong_use,
                                 fmt::format("{}: deze gemeente en peildatum staan er twee keer in.", gebruik_->plaats(regel))});
        }
        auto const deel_van = [&](Invoerregel const& regel) {
            auto const algemeen = gebruik_->getal(regel, "algemeen");
            return aandeel(algemeen, algemeen + gebruik_->getal(regel, "maatwerk"));
        };
        for (auto const& [sleutel, regel] : metingen) {
            model::Date const dag{static_cast<std::int32_t>(sleutel.second)};
            std::int64_t const later = maanden_later(dag, static_cast<std::int32_t>(*maanden)).days;
            auto const tweede = metingen.find({sleutel.first, later});
            bool const gemeten = tweede != metingen.end();
            auto const nu = deel_van(*regel);
            auto const dan = gemeten ? deel_van(*tweede->second) : Waarde();
            Bronnen bronnen;
            bronnen.add(gebruik_->plaats(*regel));
            if (gemeten) bronnen.add(gebruik_->plaats(*tweede->second));
            auto const verschil =
                nu.index() == 1 && dan.index() == 1 ? Waarde(std::get<std::int64_t>(dan) - std::get<std::int64_t>(nu)) : Waarde();
            rij(rapport,
                {sleutel.first, sleutel.second, gebruik_->getal(*regel, "algemeen"), gebruik_->getal(*regel, "maatwerk"), nu,
                 gemeten ? Waarde(later) : Waarde(), dan, verschil},
                bronnen);
        }
        rapport.afronding = "Aantallen exact; delen elk een keer afgerond op 0,01 %, de verschuiving is het verschil in procentpunten van "
                            "de afgeronde delen.";
        rapport.grafieken = {{Grafiek::Soort::lijn, "Deel algemene voorzieningen", "peildatum", {"deel"}}};
        return {};
    }

    Invoer const* gebruik_ = nullptr;
};

/// Spending of the period carried on into the years, with and without measures.
class Trend final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        if (auto jaren = hele_jaren(); !jaren) return jaren;
        vraag.prestaties = true;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        (p.domein == model::Domein::wmo ? wmo_ : jw_) += p.bedrag;
        bron(bronnen_, bericht);
    }

    model::Result<void> vul(Rapport& rapport) override {
        constexpr std::array<std::string_view, 6> namen{"groei_wmo_bp",    "groei_jw_bp",    "maatregel_wmo_bp",
                                                        "maatregel_jw_bp", "maatregel_jaar", "prognose_jaren"};
        std::array<std::int64_t, 6> v{};
        for (std::size_t i = 0; i < namen.size(); ++i) {
            auto const waarde = getal(namen[i]);
            if (!waarde) return std::unexpected(waarde.error());
            v[i] = *waarde;
        }
        if (v[5] < 1 || v[5] > 50)
            return std::unexpected(model::Error{model::ErrorCode::wrong_use, "prognose_jaren ligt van 1 tot en met 50."});
        auto const reeks = [&](std::int64_t groei, std::int64_t maatregel, bool met) {
            std::vector<std::int64_t> uit;
            for (std::int64_t jaar = 1; jaar <= v[5]; ++jaar) uit.push_back(met && jaar >= v[4] ? maatregel : groei);
            return uit;
        };
        auto const samen = [&](bool met) {
            auto const wmo = prognose(wmo_, reeks(v[0], v[2], met));
            auto const jw = prognose(jw_, reeks(v[1], v[3], met));
            std::vector<std::pair<model::Money, model::Money>> uit;
            for (std::size_t i = 0; i < wmo.size(); ++i) uit.emplace_back(wmo[i], jw[i]);
            return uit;
        };
        auto const zonder = samen(false);
        auto const met = samen(true);
        rapport.kolommen = {{"jaar", "Jaar"},
                            {"wmo", "Wmo", Eenheid::centen},
                            {"jw", "Jeugd", Eenheid::centen},
                            {"zonder", "Zonder maatregelen", Eenheid::centen},
                            {"met", "Met maatregelen", Eenheid::centen},
                            {"verschil", "Verschil", Eenheid::centen}};
        auto const basis = model::civil(opdracht().periode.einde).year;
        rij(rapport, {fmt::format("{}", basis), geld(wmo_), geld(jw_), geld(wmo_ + jw_), geld(wmo_ + jw_), std::int64_t{0}}, bronnen_);
        for (std::size_t i = 0; i < zonder.size(); ++i) {
            auto const z = zonder[i].first + zonder[i].second;
            auto const m = met[i].first + met[i].second;
            rij(rapport,
                {fmt::format("{}", basis + static_cast<std::int32_t>(i) + 1), geld(zonder[i].first), geld(zonder[i].second), geld(z),
                 geld(m), geld(z - m)},
                bronnen_);
        }
        rapport.afronding = "Elk jaar is per domein afgerond op een cent, de helft naar boven. Het eerste jaar is wat er in de periode is "
                            "toegekend; de rest is een vooruitblik, geen feit.";
        rapport.grafieken = {{Grafiek::Soort::lijn, "Vooruitblik", "jaar", {"zonder", "met"}}};
        return {};
    }

    model::Money wmo_, jw_;
    Bronnen bronnen_;
};

/// The figures of the moment per gemeente.
class Dashboard final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        if (auto jaren = hele_jaren(); !jaren) return jaren;
        vraag.prestaties = vraag.boekingen = vraag.toewijzingen = vraag.berichten = true;
        return {};
    }

    void zie(model::RapportBericht const& b) override {
        if (!b.soort) return;
        auto& post = posten_[b.gemeente];
        ++post.berichten;
        if (b.uitkomst == model::Uitkomst::afgekeurd) ++post.afgekeurd;
        if (b.uitkomst == model::Uitkomst::aangehouden) ++post.open;
    }
    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        auto& post = posten_[bericht.gemeente];
        post.toegekend += p.bedrag;
        bron(post.bronnen, bericht);
    }
    void zie(model::RapportBericht const& bericht, model::RapportBoeking const& b) override {
        auto& post = posten_[std::string(b.gemeente)];
        post.beslag += b.beslag;
        post.gevraagd += b.gevraagd;
        bron(post.bronnen, bericht);
    }
    void zie(model::RapportBericht const& bericht, model::RapportToewijzing const& t) override {
        if (t.verwijderd || t.van > opdracht().op || (t.tot && *t.tot < opdracht().op)) return;
        auto& post = posten_[std::string(t.gemeente)];
        ++post.toewijzingen;
        post.clienten.insert(t.client);
        bron(post.bronnen, bericht);
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"gemeente", "Gemeente", Eenheid::gemeente},
                            {"clienten", "Cliënten nu", Eenheid::aantal},
                            {"toewijzingen", "Toewijzingen nu", Eenheid::aantal},
                            {"gevraagd", "Gevraagd", Eenheid::centen},
                            {"beslag", "Beslag", Eenheid::centen},
                            {"toegekend", "Toegekend", Eenheid::centen},
                            {"berichten", "Berichten", Eenheid::aantal},
                            {"afgekeurd", "Afgekeurd", Eenheid::aantal},
                            {"deel", "Deel afgekeurd", Eenheid::basispunten},
                            {"open", "Wacht op een besluit", Eenheid::aantal}};
        std::int64_t berichten = 0;
        std::int64_t afgekeurd = 0;
        for (auto const& [gemeente, post] : posten_) {
            berichten += post.berichten;
            afgekeurd += post.afgekeurd;
            rij(rapport,
                {gemeente.empty() ? "onbekend" : gemeente, static_cast<std::int64_t>(post.clienten.size()), post.toewijzingen,
                 geld(post.gevraagd), geld(post.beslag), geld(post.toegekend), post.berichten, post.afgekeurd,
                 aandeel(post.afgekeurd, post.berichten), post.open},
                post.bronnen)
                .let_op = post.open > 0;
        }
        tel_op(rapport);
        rapport.totaal[8] = aandeel(afgekeurd, berichten);
        rapport.afronding =
            "Som van de rijen, exact. Een cliënt van twee gemeenten telt bij beide; berichten tellen op de dag van ontvangst.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Beslag en toegekend", "gemeente", {"beslag", "toegekend"}}};
        return {};
    }

    struct Post {
        std::int64_t toewijzingen = 0, berichten = 0, afgekeurd = 0, open = 0;
        model::Money gevraagd, beslag, toegekend;
        std::unordered_set<std::uint64_t> clienten;
        Bronnen bronnen;
    };
    std::map<std::string, Post> posten_;
};

} // namespace

std::unique_ptr<Berekening> nieuwe_monitor(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Monitor>(s, o); }
std::unique_ptr<Berekening> nieuwe_klachten(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Klachten>(s, o); }
std::unique_ptr<Berekening> nieuwe_doelen(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Doelenregister>(s, o); }
std::unique_ptr<Berekening> nieuwe_verschuiving(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Verschuiving>(s, o); }
std::unique_ptr<Berekening> nieuwe_prognose(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Trend>(s, o); }
std::unique_ptr<Berekening> nieuwe_dashboard(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Dashboard>(s, o); }

} // namespace rules::rapport
