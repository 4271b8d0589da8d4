#include "rules/rapport/indexering.hpp"
#include "rules/rapport/plekken.hpp"
#include "rules/rapport/rekenen.hpp"
#include "rules/rapport/soorten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

namespace rules::rapport {
namespace {

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

/// Places of the bundle: how full, how often taken, and what comes back for the empty ones.
class Plekken final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        vraag.toewijzingen = true;
        for (auto const& contract : opdracht().contracten)
            for (auto const& c : contract->capaciteit)
                if (!c.per_jaar && c.geldig.van <= vraag.periode.einde && (!c.geldig.tot || *c.geldig.tot >= vraag.periode.begin) &&
                    (!vraag.gemeente || c.gemeente.empty() || c.gemeente == *vraag.gemeente) &&
                    (!vraag.aanbieder || c.aanbieder.empty() || c.aanbieder == *vraag.aanbieder))
                    posten_.push_back({.contract = contract.get(), .capaciteit = &c});
        if (posten_.empty()) return std::unexpected(wrong("In de gekozen bundels staan voor deze periode geen plekken (capaciteit.csv)."));
        return lees_prijzen();
    }

    model::Result<void> lees_prijzen() {
        auto const* prijzen = invoer("plekken");
        if (prijzen == nullptr) {
            waarschuw("Er is geen invoer plekken: prijs, leegstand en terugbetaling zijn onbekend.");
            return {};
        }
        auto const maat = woord("leegstandsmaat");
        if (!maat) return std::unexpected(maat.error());
        auto const hoe = *maat == "dagen" ? Leegstandsmaat::dagen : Leegstandsmaat::maanden;
        for (auto const& regel : prijzen->regels) {
            auto const& id = prijzen->tekst(regel, "capaciteit");
            auto const at = std::ranges::find_if(posten_, [&](Post const& p) { return p.capaciteit->id == id; });
            if (at == posten_.end())
                return std::unexpected(
                    wrong(fmt::format("{}: de bundel heeft in deze periode geen plekken {}.", prijzen->plaats(regel), id)));
            at->prijs = model::Money{prijzen->getal(regel, "prijs")};
            at->bronnen.add(prijzen->plaats(regel));
            if (prijzen->leeg(regel, "leeg_van") != prijzen->leeg(regel, "leeg_tot"))
                return std::unexpected(wrong(fmt::format("{}: leeg_van en leeg_tot horen samen.", prijzen->plaats(regel))));
            if (prijzen->leeg(regel, "leeg_van")) continue;
            model::Period const leeg{{static_cast<std::int32_t>(prijzen->getal(regel, "leeg_van"))},
                                     {static_cast<std::int32_t>(prijzen->getal(regel, "leeg_tot"))}};
            if (leeg.einde < leeg.begin || model::civil(leeg.begin).year != model::civil(leeg.einde).year)
                return std::unexpected(
                    wrong(fmt::format("{}: leegstand ligt binnen een kalenderjaar, en begint voor zij eindigt.", prijzen->plaats(regel))));
            at->terug += leegstand(*at->prijs, leeg, hoe);
        }
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportToewijzing const& t) override {
        if (t.verwijderd) return;
        auto const van = std::max(t.van, opdracht().periode.begin);
        auto const tot = std::min(t.tot.value_or(opdracht().periode.einde), opdracht().periode.einde);
        if (tot < van) return;
        auto const waar = perceel(std::string(t.gemeente), t.domein, t.categorie, t.code);
        for (auto& post : posten_) {
            auto const& c = *post.capaciteit;
            if (c.domein != t.domein || (!c.aanbieder.empty() && c.aanbieder != t.aanbieder) ||
                (!c.gemeente.empty() && c.gemeente != t.gemeente))
                continue;
            if (c.product.empty() ? c.perceel != waar : c.product != t.code) continue;
            if (contract_van(t.gemeente) != post.contract) continue;
            post.dagen += model::days_in({van, tot});
            post.clienten.insert(t.client);
            bron(post.bronnen, bericht);
        }
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"capaciteit", "Plekken"},
                            {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"aantal", "Aantal", Eenheid::aantal},
                            {"bezet", "Gemiddeld bezet", Eenheid::honderdsten},
                            {"bezetting", "Bezetting", Eenheid::basispunten},
                            {"clienten", "Cliënten", Eenheid::aantal},
                            {"maanden", "Maanden per cliënt", Eenheid::tienduizendsten},
                            {"budget", "Budget per jaar", Eenheid::centen},
                            {"per_client", "Per cliënt", Eenheid::centen},
                            {"terugbetaling", "Terug voor leegstand", Eenheid::centen}};
        auto const dagen = model::days_in(opdracht().periode);
        for (auto& post : posten_) {
            auto const& c = *post.capaciteit;
            auto const clienten = static_cast<std::int64_t>(post.clienten.size());
            bool const prijs = post.prijs.has_value();
            Waarde duur;
            Waarde per_client;
            if (clienten > 0) {
                auto const gebruik = plekgebruik(c.aantal, post.prijs.value_or(model::Money{}), clienten * 100);
                duur = gebruik.maanden_tienduizendsten;
                if (prijs) per_client = geld(gebruik.per_client);
            }
            post.bronnen.add(fmt::format("{}, {}", post.contract->label(), c.herkomst));
            rij(rapport,
                {c.id, c.aanbieder, std::int64_t{c.aantal}, afgerond(static_cast<Breed>(post.dagen) * 100, dagen),
                 aandeel(post.dagen, std::int64_t{dagen} * c.aantal), clienten, duur,
                 prijs ? geld(model::multiply(*post.prijs, c.aantal)) : Waarde(), per_client, prijs ? geld(post.terug) : Waarde()},
                post.bronnen)
                .let_op = post.dagen > std::int64_t{dagen} * c.aantal;
        }
        rapport.afronding = "Geen totaal: plekken kunnen dezelfde cliënt tellen. Bezetting is bezette dagen gedeeld door plekken maal "
                            "dagen; bezet is wie een toewijzing heeft.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Bezetting", "capaciteit", {"bezetting"}}};
        return {};
    }

    struct Post {
        model::Contract const* contract = nullptr;
        model::Capaciteit const* capaciteit = nullptr;
        std::optional<model::Money> prijs{};
        model::Money terug{};
        std::int64_t dagen = 0;
        std::unordered_set<std::uint64_t> clienten{};
        Bronnen bronnen{};
    };
    std::vector<Post> posten_;
};

/// Next year's tarieven from the provisional and definitive index, and what is settled over the past year.
class Index final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        if (auto jaren = hele_jaren(); !jaren) return jaren;
        jaar_ = model::civil(vraag.periode.begin).year;
        if (model::civil(vraag.periode.einde).year != jaar_)
            return std::unexpected(wrong("Een index wordt over een kalenderjaar verrekend; kies een jaar."));
        auto const gegeven = nodig("index");
        if (!gegeven) return std::unexpected(gegeven.error());
        auto const voorlopig = percentage(**gegeven, jaar_, "voorlopig");
        if (!voorlopig) return std::unexpected(voorlopig.error());
        auto const definitief = percentage(**gegeven, jaar_, "definitief");
        if (!definitief) return std::unexpected(definitief.error());
        auto const volgend = percentage(**gegeven, jaar_ + 1, "voorlopig");
        if (!volgend) return std::unexpected(volgend.error());
        voorlopig_ = *voorlopig;
        definitief_ = *definitief;
        volgend_ = *volgend;
        for (auto const& regel : (*gegeven)->regels) bronnen_.add((*gegeven)->plaats(regel));
        vraag.prestaties = true;
        return {};
    }

    static model::Result<std::int64_t> percentage(Invoer const& index, std::int32_t jaar, std::string_view kolom) {
        std::vector<Indexdeel> delen;
        std::int64_t som = 0;
        for (auto const& regel : index.regels) {
            if (index.getal(regel, "jaar") != jaar) continue;
            if (index.leeg(regel, kolom))
                return std::unexpected(
                    wrong(fmt::format("{}: het {}e cijfer van {} over {} ontbreekt; zonder is er niets te verrekenen.", index.plaats(regel),
                                      kolom == "voorlopig" ? "voorlopig" : "definitiev", index.tekst(regel, "onderdeel"), jaar)));
            delen.push_back({index.getal(regel, "gewicht"), index.getal(regel, kolom)});
            som += delen.back().gewicht;
        }
        if (delen.empty()) return std::unexpected(wrong(fmt::format("{}: er zijn geen indexcijfers over {}.", index.bestand, jaar)));
        if (som != 10'000)
            return std::unexpected(wrong(fmt::format("{}: de gewichten over {} zijn samen {},{:02} %, en horen samen 100 % te zijn.",
                                                     index.bestand, jaar, som / 100, som % 100)));
        return samengesteld(delen);
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend || !p.tarief) return;
        auto& post = volumes_[{p.domein, std::string(p.code), std::string(p.eenheid), p.tarief->cents}];
        post.first += p.credit ? -p.volume : p.volume;
        bron(post.second, bericht);
    }

    model::Result<void> vul(Rapport& rapport) override {
        auto const hoe = woord("verrekening");
        if (!hoe) return std::unexpected(hoe.error());
        auto const wijze = *hoe == "procentpunten" ? Verrekening::procentpunten
                           : *hoe == "herrekend"   ? Verrekening::herrekend
                                                   : Verrekening::contant;
        rapport.kolommen = {{"product", "Product", Eenheid::product},
                            {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"eenheid", "Eenheid"},
                            {"vorig", fmt::format("Tarief {}", jaar_ - 1), Eenheid::centen},
                            {"voorlopig", fmt::format("Tarief {} voorlopig", jaar_), Eenheid::centen},
                            {"definitief", fmt::format("Tarief {} definitief", jaar_), Eenheid::centen},
                            {"volgend", fmt::format("Tarief {}", jaar_ + 1), Eenheid::centen},
                            {"per_eenheid", "Te verrekenen per eenheid", Eenheid::centen},
                            {"volume", "Volume", Eenheid::aantal},
                            {"bedrag", "Te verrekenen", Eenheid::centen}};
        for (auto const& contract : opdracht().contracten)
            for (auto const& t : contract->tarieven) {
                if (!t.geldig.op(model::date(jaar_ - 1, 12, 31)) ||
                    (opdracht().aanbieder && !t.aanbieder.empty() && t.aanbieder != *opdracht().aanbieder))
                    continue;
                auto const uit = verreken(t.tarief, voorlopig_, definitief_, volgend_, wijze);
                auto const nu = geindexeerd(t.tarief, voorlopig_);
                auto bronnen = bronnen_;
                bronnen.add(fmt::format("{}, {}", contract->label(), t.herkomst));
                std::int64_t volume = 0;
                if (auto const at = volumes_.find({t.domein, t.product, t.eenheid.str(), nu.cents}); at != volumes_.end()) {
                    volume = at->second.first;
                    for (auto const id : at->second.second.herkomst().berichten) bronnen.add(id);
                }
                rij(rapport,
                    {t.product, t.aanbieder, t.eenheid.str(), geld(t.tarief), geld(nu), geld(geindexeerd(t.tarief, definitief_)),
                     geld(uit.tarief), geld(uit.per_eenheid), volume, geld(model::multiply(uit.per_eenheid, volume))},
                    bronnen);
            }
        if (rapport.rijen.empty())
            return std::unexpected(
                wrong(fmt::format("In de gekozen bundels geldt op 31-12-{} geen tarief; er is niets te indexeren.", jaar_ - 1)));
        waarschuw(fmt::format("Index {}: voorlopig {},{:02} %, definitief {},{:02} %; {}: voorlopig {},{:02} %. Gedeclareerd volume telt "
                              "bij het tarief dat precies het voorlopig geïndexeerde is.",
                              jaar_, voorlopig_ / 100, std::abs(voorlopig_ % 100), definitief_ / 100, std::abs(definitief_ % 100),
                              jaar_ + 1, volgend_ / 100, std::abs(volgend_ % 100)));
        tel_op(rapport);
        for (std::size_t k = 3; k < 9; ++k) rapport.totaal[k] = Waarde();
        rapport.afronding =
            "Elk tarief is per stap afgerond op een cent, de helft naar boven; te verrekenen is exact per eenheid maal volume.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Tarief voorlopig en volgend jaar", "product", {"voorlopig", "volgend"}}};
        return {};
    }

    std::int32_t jaar_ = 0;
    std::int64_t voorlopig_ = 0, definitief_ = 0, volgend_ = 0;
    Bronnen bronnen_;
    std::map<std::tuple<model::Domein, std::string, std::string, std::int64_t>, std::pair<std::int64_t, Bronnen>> volumes_;
};

} // namespace

std::unique_ptr<Berekening> nieuwe_plekken(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Plekken>(s, o); }
std::unique_ptr<Berekening> nieuwe_index(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Index>(s, o); }

} // namespace rules::rapport
