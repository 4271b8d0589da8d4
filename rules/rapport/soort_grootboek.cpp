#include "rules/contract/budgetstand.hpp"
#include "rules/rapport/rekenen.hpp"
#include "rules/rapport/soorten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace rules::rapport {
namespace {

using PerJaar = std::map<std::pair<std::string, std::int32_t>, std::pair<std::int64_t, std::int64_t>>;

/// Toewijzing against declaratie, from the ledger.
class Benutting final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        if (auto jaren = hele_jaren(); !jaren) return jaren;
        auto const gekozen = woord("per");
        if (!gekozen) return std::unexpected(gekozen.error());
        per_ = *gekozen;
        vraag.prestaties = true;
        vraag.boekingen = true;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (p.toegekend) aansluiting_[{bericht.gemeente, model::civil(p.periode.begin).year}].first += p.bedrag.cents;
    }

    void zie(model::RapportBericht const& bericht, model::RapportBoeking const& b) override {
        aansluiting_[{std::string(b.gemeente), b.jaar}].second += b.toegekend.cents;
        auto& post = posten_[{b.domein, groep(per_, b.gemeente, b.aanbieder, b.domein, b.categorie, b.code)}];
        bool const toewijzing = b.soort == model::Boeksoort::vastgelegd || b.soort == model::Boeksoort::teruggedraaid;
        (toewijzing ? post.toewijzing : post.vrijgevallen) += toewijzing ? b.vastgelegd : -b.vastgelegd;
        post.declaratie += b.toegekend;
        bron(post.bronnen, bericht);
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"domein", "Domein"},
                            groep_kolom(per_),
                            {"toewijzing", "Toegewezen", Eenheid::centen},
                            {"vrijgevallen", "Vrijgevallen", Eenheid::centen},
                            {"declaratie", "Gedeclareerd", Eenheid::centen},
                            {"verschil", "Verschil", Eenheid::centen},
                            {"benutting", "Benutting", Eenheid::basispunten}};
        std::int64_t toewijzing = 0;
        std::int64_t declaratie = 0;
        std::size_t zonder = 0;
        for (auto const& [sleutel, post] : posten_) {
            auto const& [domein, wat] = sleutel;
            bool const onbekend = post.toewijzing.cents <= 0;
            if (onbekend) ++zonder;
            else {
                toewijzing += post.toewijzing.cents;
                declaratie += post.declaratie.cents;
            }
            rij(rapport,
                {std::string(model::name(domein)), wat, onbekend ? Waarde{} : geld(post.toewijzing), geld(post.vrijgevallen),
                 geld(post.declaratie), onbekend ? Waarde{} : geld(post.toewijzing - post.declaratie),
                 aandeel(post.declaratie.cents, post.toewijzing.cents)},
                post.bronnen)
                .let_op = onbekend || post.declaratie > post.toewijzing;
        }
        if (zonder != 0)
            waarschuw(fmt::format(
                "Van {} {} is niet bekend hoeveel er in geld is toegewezen (leeg); die tellen niet mee in het percentage van het totaal.",
                zonder, zonder == 1 ? "rij" : "rijen"));
        tel_op(rapport);
        rapport.totaal.back() = aandeel(declaratie, toewijzing);
        rapport.afronding = "Bedragen zijn exact opgeteld; elk percentage is een keer afgerond op 0,01, de helft naar boven, en dat van "
                            "het totaal komt uit de bedragen.";
        sluit_aan(aansluiting_);
        rapport.grafieken = {{Grafiek::Soort::staaf, "Toegewezen en gedeclareerd", "wat", {"toewijzing", "declaratie"}}};
        return {};
    }

    struct Post {
        model::Money toewijzing, vrijgevallen, declaratie;
        Bronnen bronnen;
    };
    std::string per_;
    std::map<std::pair<model::Domein, std::string>, Post> posten_;
    PerJaar aansluiting_;
};

/// Budgets of the bundle: committed, spent, free, released, and when at this pace nothing is left.
class Plafonds final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        if (auto jaren = hele_jaren(); !jaren) return jaren;
        vraag.boekingen = true;
        auto const van = model::civil(opdracht().periode.begin).year;
        auto const tot = model::civil(opdracht().periode.einde).year;
        for (auto const& contract : opdracht().contracten)
            for (auto const& budget : contract->budgetten) {
                if (budget.jaar < van || budget.jaar > tot) continue;
                if (vraag.gemeente && budget.gemeente != *vraag.gemeente) continue;
                if (vraag.aanbieder && budget.aanbieder != *vraag.aanbieder) continue;
                posten_.push_back({contract.get(), &budget, {}, {}, {}, {}, {}});
            }
        if (posten_.empty())
            return std::unexpected(model::Error{model::ErrorCode::wrong_use,
                                                "In de gekozen bundels staat voor deze periode en partijen geen budget (budgetten.csv)."});
        // A budget of the region counts every gemeente and aanbieder, whoever was chosen.
        vraag.gemeente = vraag.aanbieder = std::nullopt;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportBoeking const& b) override {
        model::Rekening const rekening{std::string(b.aanbieder), std::string(b.gemeente), b.domein,
                                       model::Code(b.categorie), std::string(b.code),     b.jaar};
        for (auto& post : posten_) {
            if (!contract::telt(*post.contract, *post.budget, rekening)) continue;
            post.vastgelegd += b.vastgelegd;
            post.toegekend += b.toegekend;
            post.beslag += b.beslag;
            if (b.soort == model::Boeksoort::vrijgevallen) post.vrijgevallen += -b.vastgelegd;
            bron(post.bronnen, bericht);
        }
    }

    /// The day on which what is committed reaches the amount, if it goes on as it went this year so far; nothing when that is not this
    /// year.
    [[nodiscard]] Waarde op_dag(model::Money bedrag, model::Money beslag, std::int32_t jaar) const {
        auto const begin = model::date(jaar, 1, 1);
        auto const einde = model::date(jaar, 12, 31);
        if (opdracht().op < begin || beslag.cents <= 0) return {};
        auto const verlopen = std::min(opdracht().op, einde) - begin + 1;
        auto const dagen = (static_cast<Breed>(bedrag.cents) * verlopen + beslag.cents - 1) / beslag.cents; // first day at or above it
        if (dagen > model::days_in({begin, einde})) return {};
        return std::int64_t{(begin + static_cast<std::int32_t>(dagen - 1)).days};
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"budget", "Budget"},
                            {"vorm", "Vorm"},
                            {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"jaar", "Jaar"},
                            {"bedrag", "Bedrag", Eenheid::centen},
                            {"vastgelegd", "Vastgelegd", Eenheid::centen},
                            {"toegekend", "Toegekend", Eenheid::centen},
                            {"vrijgevallen", "Vrijgevallen", Eenheid::centen},
                            {"beslag", "Beslag", Eenheid::centen},
                            {"vrij", "Vrij", Eenheid::centen},
                            {"gebruik", "Gebruik", Eenheid::basispunten},
                            {"op", "Op bij dit tempo", Eenheid::datum}};
        for (auto& post : posten_) {
            auto const& b = *post.budget;
            post.bronnen.add(fmt::format("{}, {}", post.contract->label(), b.herkomst));
            rij(rapport,
                {b.id, std::string(model::name(b.vorm)), b.aanbieder, fmt::format("{}", b.jaar), geld(b.bedrag), geld(post.vastgelegd),
                 geld(post.toegekend), geld(post.vrijgevallen), geld(post.beslag), geld(b.bedrag - post.beslag),
                 aandeel(post.beslag.cents, b.bedrag.cents), op_dag(b.bedrag, post.beslag, b.jaar)},
                post.bronnen)
                .let_op = post.beslag > b.bedrag;
        }
        rapport.afronding = "Geen totaal: budgetten tellen vaak hetzelfde geld. Percentages zijn afgerond op 0,01; 'op bij dit tempo' "
                            "trekt het beslag per dag van dit jaar recht door.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Budget en beslag", "budget", {"bedrag", "beslag"}}};
        return {};
    }

    struct Post {
        model::Contract const* contract;
        model::Budget const* budget;
        model::Money vastgelegd, toegekend, vrijgevallen, beslag;
        Bronnen bronnen;
    };
    std::vector<Post> posten_;
};

/// Contract, toewijzing, declaratie, answer, credit, ledger and payment side by side; what does not add up comes first.
class Jaarafsluiting final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        if (auto jaren = hele_jaren(); !jaren) return jaren;
        betalingen_ = invoer("betalingen");
        if (betalingen_ != nullptr)
            for (auto const& regel : betalingen_->regels) {
                auto const& gemeente = betalingen_->tekst(regel, "gemeente");
                auto const& aanbieder = betalingen_->tekst(regel, "aanbieder");
                if (vraag.gemeente && *vraag.gemeente != gemeente) continue;
                if (vraag.aanbieder && *vraag.aanbieder != aanbieder) continue;
                auto& post = posten_[{gemeente, aanbieder}];
                post.betaald += model::Money{betalingen_->getal(regel, "bedrag")};
                post.bronnen.add(betalingen_->plaats(regel));
            }
        else waarschuw("Er is geen invoer betalingen: of er betaald is wat er is toegekend, is niet te zien.");
        vraag.prestaties = vraag.boekingen = vraag.toewijzingen = vraag.berichten = true;
        return {};
    }

    void zie(model::RapportBericht const& b) override {
        if (!b.soort || b.soort->nummer != 323) return;
        auto& post = posten_[{b.gemeente, b.aanbieder}];
        if (b.uitkomst == model::Uitkomst::aangehouden) ++post.open;
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        auto& post = posten_[{bericht.gemeente, bericht.aanbieder}];
        ++post.regels;
        if (!p.toegekend) {
            ++post.afgekeurd;
            post.afgekeurd_bedrag += p.bedrag;
        } else {
            (p.credit ? post.credit : post.debet) += p.credit ? -p.bedrag : p.bedrag;
        }
        bron(post.bronnen, bericht);
    }

    void zie(model::RapportBericht const& bericht, model::RapportBoeking const& b) override {
        auto& post = posten_[{std::string(b.gemeente), std::string(b.aanbieder)}];
        post.vastgelegd += b.vastgelegd;
        post.grootboek += b.toegekend;
        bron(post.bronnen, bericht);
    }

    void zie(model::RapportBericht const& bericht, model::RapportToewijzing const& t) override {
        if (t.verwijderd || t.van > opdracht().periode.einde || (t.tot && *t.tot < opdracht().periode.begin)) return;
        auto& post = posten_[{std::string(t.gemeente), std::string(t.aanbieder)}];
        ++post.toewijzingen;
        bron(post.bronnen, bericht);
    }

    struct Post {
        std::int64_t toewijzingen = 0, regels = 0, afgekeurd = 0, open = 0;
        model::Money vastgelegd, debet, credit, afgekeurd_bedrag, grootboek, betaald;
        Bronnen bronnen;
        [[nodiscard]] model::Money netto() const { return debet - credit; }
    };

    [[nodiscard]] std::string verklaring(std::string const& gemeente, Post const& post) const {
        auto const* contract = contract_van(gemeente);
        auto const verschil = post.netto() - post.grootboek;
        if (verschil.cents != 0 && (contract == nullptr || !contract->heeft_afspraken())) return "geen grootboek: bundel zonder afspraken";
        if (verschil.cents > 0) return "onverklaard: toewijzing van voor de bundel?";
        if (verschil.cents < 0) return "onverklaard";
        if (betalingen_ != nullptr && post.netto() != post.betaald)
            return post.betaald < post.netto() ? "nog te betalen" : "te veel betaald";
        if (post.open != 0) return "323 in beoordeling";
        return "sluit aan";
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"gemeente", "Gemeente", Eenheid::gemeente},
                            {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"toewijzingen", "Toewijzingen", Eenheid::aantal},
                            {"vastgelegd", "Vastgelegd (301)", Eenheid::centen},
                            {"regels", "Regels (323)", Eenheid::aantal},
                            {"afgekeurd", "Afgekeurd (325)", Eenheid::aantal},
                            {"fouten", "Fout", Eenheid::basispunten},
                            {"toegekend", "Toegekend debet", Eenheid::centen},
                            {"credit", "Credit", Eenheid::centen},
                            {"netto", "Netto", Eenheid::centen},
                            {"grootboek", "In het grootboek", Eenheid::centen},
                            {"verschil_grootboek", "Verschil grootboek", Eenheid::centen},
                            {"betaald", "Betaald", Eenheid::centen},
                            {"verschil_betaling", "Verschil betaling", Eenheid::centen},
                            {"verklaring", "Verklaring"}};
        using Regel = std::pair<std::pair<std::string, std::string>, Post>;
        std::vector<Regel const*> volgorde;
        std::vector<Regel> alle(posten_.begin(), posten_.end());
        for (auto const& regel : alle) volgorde.push_back(&regel);
        auto const afwijking = [&](Regel const* r) {
            auto const& p = r->second;
            auto const onverklaard = std::abs((p.netto() - p.grootboek).cents);
            auto const betaling = betalingen_ == nullptr ? 0 : std::abs((p.netto() - p.betaald).cents);
            return std::tuple(-onverklaard, -betaling, -p.open);
        };
        std::ranges::stable_sort(volgorde, {}, afwijking);
        model::Money onverklaard;
        for (auto const* regel : volgorde) {
            auto const& [sleutel, post] = *regel;
            auto const verschil = post.netto() - post.grootboek;
            auto const tekst = verklaring(sleutel.first, post);
            if (tekst.starts_with("onverklaard")) onverklaard += {std::abs(verschil.cents)};
            bool const betalen = betalingen_ != nullptr;
            rij(rapport,
                {sleutel.first, sleutel.second, post.toewijzingen, geld(post.vastgelegd), post.regels, post.afgekeurd,
                 aandeel(post.afgekeurd, post.regels), geld(post.debet), geld(post.credit), geld(post.netto()), geld(post.grootboek),
                 geld(verschil), betalen ? geld(post.betaald) : Waarde(), betalen ? geld(post.netto() - post.betaald) : Waarde(), tekst},
                post.bronnen)
                .let_op = tekst != "sluit aan";
        }
        if (onverklaard.cents != 0)
            waarschuw(fmt::format("Samen is € {} onverklaard; de rijen staan bovenaan.", model::to_dutch(onverklaard)));
        tel_op(rapport);
        std::int64_t regels = 0;
        std::int64_t fout = 0;
        for (auto const& [_, post] : posten_) {
            regels += post.regels;
            fout += post.afgekeurd;
        }
        rapport.totaal[6] = aandeel(fout, regels);
        rapport.grafieken = {{Grafiek::Soort::staaf, "Vastgelegd en netto toegekend", "aanbieder", {"vastgelegd", "netto"}}};
        return {};
    }

    Invoer const* betalingen_ = nullptr;
    std::map<std::pair<std::string, std::string>, Post> posten_;
};

} // namespace

Waarde aandeel(std::int64_t deel, std::int64_t geheel) { return geheel <= 0 ? Waarde() : Waarde(basispunten(deel, geheel)); }

std::unique_ptr<Berekening> nieuwe_benutting(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Benutting>(s, o); }
std::unique_ptr<Berekening> nieuwe_plafonds(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Plafonds>(s, o); }
std::unique_ptr<Berekening> nieuwe_jaarafsluiting(Rapportsoort const& s, Opdracht const& o) {
    return std::make_unique<Jaarafsluiting>(s, o);
}

} // namespace rules::rapport
