#include "rules/rapport/rekenen.hpp"
#include "rules/rapport/soorten.hpp"
#include "rules/rapport/verdeling.hpp"

#include <fmt/format.h>

namespace rules::rapport {
namespace {

class Kostenverdeling final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& /*vraag*/) override {
        auto const sleutel = nodig("inwoners");
        if (!sleutel) return std::unexpected(sleutel.error());
        auto const kosten = nodig("potten");
        if (!kosten) return std::unexpected(kosten.error());
        inwoners_ = *sleutel;
        potten_ = *kosten;
        std::set<std::string> gezien;
        std::int64_t som = 0;
        for (auto const& regel : inwoners_->regels) {
            auto const& gemeente = inwoners_->tekst(regel, "gemeente");
            if (!gezien.insert(gemeente).second)
                return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("{}: gemeente {} staat er twee keer in.",
                                                                                             inwoners_->plaats(regel), gemeente)});
            som += inwoners_->getal(regel, "aantal");
        }
        if (som <= 0)
            return std::unexpected(model::Error{model::ErrorCode::wrong_use,
                                                fmt::format("{}: samen zijn er geen inwoners; de sleutel is leeg.", inwoners_->bestand)});
        for (auto const& contract : opdracht().contracten)
            for (auto const& gemeente : contract->gemeenten)
                if (gemeente.geldig.op(opdracht().periode.einde) && !gezien.contains(gemeente.code))
                    waarschuw(fmt::format("Gemeente {} {} staat niet in {} en betaalt in deze verdeling niet mee.", gemeente.code,
                                          gemeente.naam, inwoners_->bestand));
        return {};
    }

    model::Result<Verdeelwijze> wijze() {
        auto const aandeel = woord("aandeel");
        if (!aandeel) return std::unexpected(aandeel.error());
        auto const afronding = woord("afronding");
        if (!afronding) return std::unexpected(afronding.error());
        return Verdeelwijze{*aandeel == "exact" ? Verdeelwijze::Aandeel::exact : Verdeelwijze::Aandeel::basispunten,
                            *afronding == "euro"   ? Verdeelwijze::Afronding::euro
                            : *afronding == "cent" ? Verdeelwijze::Afronding::cent
                                                   : Verdeelwijze::Afronding::grootste_rest};
    }

    model::Result<void> vul(Rapport& rapport) override {
        auto const hoe = wijze();
        if (!hoe) return std::unexpected(hoe.error());
        auto const btw = getal("btw_bp");
        if (!btw) return std::unexpected(btw.error());
        std::vector<std::int64_t> gewichten;
        for (auto const& regel : inwoners_->regels) gewichten.push_back(inwoners_->getal(regel, "aantal"));

        rapport.kolommen = {{"gemeente", "Gemeente", Eenheid::gemeente}, {"inwoners", "Inwoners", Eenheid::aantal}};
        std::vector<Verdeling> kolommen;
        model::Money excl;
        for (std::size_t i = 0; i < potten_->regels.size(); ++i) {
            auto const& regel = potten_->regels[i];
            model::Money const bedrag{potten_->getal(regel, "bedrag")};
            excl += bedrag;
            rapport.kolommen.push_back({fmt::format("pot_{}", i + 1), potten_->tekst(regel, "pot"), Eenheid::centen});
            kolommen.push_back(verdeel(bedrag, gewichten, *hoe));
        }
        rapport.kolommen.push_back({"exclusief", "Exclusief btw", Eenheid::centen});
        kolommen.push_back(verdeel(excl, gewichten, *hoe));
        if (*btw > 0) {
            // From the exact share, not from the rounded amount without btw (E04).
            rapport.kolommen.push_back({"btw", "Btw", Eenheid::centen});
            kolommen.push_back(verdeel(excl, gewichten, *hoe, *btw, 10'000));
            rapport.kolommen.push_back({"inclusief", "Inclusief btw", Eenheid::centen});
            kolommen.push_back(verdeel(excl, gewichten, *hoe, 10'000 + *btw, 10'000));
        }
        for (std::size_t g = 0; g < gewichten.size(); ++g) {
            std::vector<Waarde> cellen{inwoners_->tekst(inwoners_->regels[g], "gemeente"), gewichten[g]};
            for (auto const& kolom : kolommen) cellen.push_back(geld(kolom.delen[g]));
            Bronnen bronnen;
            bronnen.add(inwoners_->plaats(inwoners_->regels[g]));
            for (auto const& regel : potten_->regels) bronnen.add(potten_->plaats(regel));
            rij(rapport, std::move(cellen), bronnen);
        }
        tel_op(rapport);
        std::string verschillen;
        for (std::size_t k = 0; k < kolommen.size(); ++k) {
            rapport.totaal[k + 2] = geld(kolommen[k].totaal);
            if (kolommen[k].verschil.cents != 0)
                verschillen += fmt::format(" {}: € {}.", rapport.kolommen[k + 2].titel, model::to_dutch(kolommen[k].verschil));
        }
        rapport.afronding = "Het totaal is de afgeronde exacte som, niet de som van de afgeronde delen; elk bedrag is een keer afgerond, "
                            "de helft naar boven.";
        if (!verschillen.empty()) rapport.afronding += " Zoveel zijn de delen samen meer dan het totaal:" + verschillen;
        rapport.grafieken = {{Grafiek::Soort::staaf, "Bijdrage per gemeente", "gemeente", {*btw > 0 ? "inclusief" : "exclusief"}}};
        return {};
    }

    Invoer const* inwoners_ = nullptr;
    Invoer const* potten_ = nullptr;
};

/// Budgeted beside actual, with what happens once and what is left.
class Begroting final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& /*vraag*/) override {
        auto const gegeven = nodig("begroting");
        if (!gegeven) return std::unexpected(gegeven.error());
        begroting_ = *gegeven;
        return {};
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"post", "Post"},
                            {"begroot", "Begroot", Eenheid::centen},
                            {"werkelijk", "Werkelijk", Eenheid::centen},
                            {"rest", "Rest", Eenheid::centen},
                            {"eenmalig", "Waarvan eenmalig", Eenheid::centen},
                            {"structureel", "Structureel begroot", Eenheid::centen}};
        std::size_t open = 0;
        for (auto const& regel : begroting_->regels) {
            Bronnen bronnen;
            bronnen.add(begroting_->plaats(regel));
            auto const begroot = begroting_->getal(regel, "begroot");
            auto const eenmalig = begroting_->getal(regel, "eenmalig");
            bool const leeg = begroting_->leeg(regel, "werkelijk");
            auto const werkelijk = begroting_->getal(regel, "werkelijk");
            open += leeg ? 1U : 0U;
            rij(rapport,
                {begroting_->tekst(regel, "post"), begroot, leeg ? Waarde() : Waarde(werkelijk),
                 leeg ? Waarde() : Waarde(begroot - werkelijk), eenmalig, begroot - eenmalig},
                bronnen)
                .let_op = !leeg && werkelijk > begroot;
        }
        if (open != 0)
            waarschuw(
                fmt::format("Bij {} {} is werkelijk leeg: die tellen in werkelijk en rest niet mee.", open, open == 1 ? "post" : "posten"));
        tel_op(rapport);
        rapport.grafieken = {{Grafiek::Soort::staaf, "Begroot en werkelijk", "post", {"begroot", "werkelijk"}}};
        return {};
    }

    Invoer const* begroting_ = nullptr;
};

} // namespace

std::unique_ptr<Berekening> nieuwe_kostenverdeling(Rapportsoort const& s, Opdracht const& o) {
    return std::make_unique<Kostenverdeling>(s, o);
}
std::unique_ptr<Berekening> nieuwe_begroting(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Begroting>(s, o); }

} // namespace rules::rapport
