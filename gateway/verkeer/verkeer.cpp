#include "gateway/verkeer/verkeer.hpp"

#include "gateway/verkeer/berichten.hpp"
#include "gateway/verkeer/regels.hpp"
#include "xsd/write.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace gateway::verkeer {

namespace {

/// In the order in which they come in on one day.
enum class Soort : std::uint8_t {
    verzoek,
    onderzoek,
    afwijzing,
    verzoek_wijziging,
    toewijzing,
    verlenging,
    start,
    start_onbekend, ///< faults of their own, beside a start that is right
    start_dubbel,
    start_ongeldig,
    stop,
    declaratie,
};

struct Gebeurtenis {
    model::Date dag;
    Soort soort;
    std::uint32_t wat;      ///< toewijzing, or group of declaraties
    std::int32_t maand = 0; ///< of a declaratie
    friend auto operator<=>(Gebeurtenis const&, Gebeurtenis const&) = default;
};

/// Who declares to whom.
struct Groep {
    model::Domein domein;
    std::uint16_t aanbieder;
    std::uint16_t gemeente;
    friend auto operator<=>(Groep const&, Groep const&) = default;
};

class Maker {
public:
    Maker(xsd::SchemaSet const& schemas, Regio const& regio, Plan const& plan, Opdracht const& opdracht, Afnemer const& afnemer)
        : schemas_(schemas), regio_(regio), plan_(plan), opdracht_(opdracht), afnemer_(afnemer), regels_(regio, plan, opdracht),
          berichten_(schemas, schemas.releases().back(), regio, plan, opdracht.zaad) {}

    model::Result<Telling> maak() {
        verzamel();
        for (auto const& g : gebeurtenissen_) {
            if (auto const gedaan = retouren_tot(g.dag); !gedaan) return std::unexpected(gedaan.error());
            if (auto const gedaan = g.soort == Soort::declaratie ? declareer(g) : stuur(g); !gedaan) return std::unexpected(gedaan.error());
        }
        if (auto const gedaan = retouren_tot({retouren_.empty() ? 0 : retouren_.rbegin()->first.days}); !gedaan)
            return std::unexpected(gedaan.error());
        telling_.clienten = plan_.clienten.size();
        telling_.toewijzingen = plan_.toewijzingen.size();
        return std::move(telling_);
    }

private:
    void verzamel() {
        auto const laatste = opdracht_.periode().einde + 20;
        auto const voeg_toe = [&](model::Date dag, Soort soort, std::size_t t) {
            if (dag.days != 0 && dag <= laatste) gebeurtenissen_.push_back({dag, soort, static_cast<std::uint32_t>(t), 0});
        };
        std::map<Groep, std::vector<std::uint32_t>> groepen;
        for (std::size_t i = 0; i < plan_.toewijzingen.size(); ++i) {
            auto const& t = plan_.toewijzingen[i];
            voeg_toe(t.aangevraagd, Soort::verzoek, i);
            if (t.aanvraag == Aanvraag::in_onderzoek) voeg_toe(t.aangevraagd + 2, Soort::onderzoek, i);
            if (t.aanvraag == Aanvraag::afgewezen) voeg_toe(t.aangevraagd + 4, Soort::afwijzing, i);
            else voeg_toe(t.toegewezen, Soort::toewijzing, i);
            voeg_toe(t.verlengd, Soort::verlenging, i);
            if (t.verlenging == Verlenging::verzoek) voeg_toe(t.verlengd - 6, Soort::verzoek_wijziging, i);
            if (t.fout == Planfout::start_ontbreekt) ontbreekt(i);
            else voeg_toe(t.start_gemeld, Soort::start, i);
            if (t.start_gemeld.days == 0 || t.fout != Planfout::geen) {
                if (t.fout >= Planfout::te_laat_gestart) voeg_toe(t.stop_gemeld, Soort::stop, i);
                continue;
            }
            auto const x = meng(opdracht_.zaad, 21, i);
            if (x % 1000 < opdracht_.fouten)
                voeg_toe(t.start_gemeld + 1, static_cast<Soort>(static_cast<std::uint8_t>(Soort::start_onbekend) + x / 1000 % 3), i);
            voeg_toe(t.stop_gemeld, Soort::stop, i);
            if (auto const m = maanden(opdracht_, t); m.van < m.tot)
                groepen[{plan_.client(t).domein, t.aanbieder, t.gemeente}].push_back(static_cast<std::uint32_t>(i));
        }
        for (auto& [groep, lijst] : groepen) {
            auto const n = static_cast<std::uint32_t>(groepen_.size());
            groepen_.emplace_back(groep, std::move(lijst));
            for (std::int32_t maand = 0; maand < opdracht_.maanden; ++maand) {
                auto const dag = opdracht_.maand(maand + 1) + 2 + static_cast<std::int32_t>(meng(opdracht_.zaad, 22, n, maand) % 12);
                gebeurtenissen_.push_back({dag, Soort::declaratie, n, maand});
            }
        }
        std::ranges::sort(gebeurtenissen_);
    }

    void ontbreekt(std::size_t t) {
        ++telling_.fouten;
        telling_.zonder_bericht.push_back({.referentie = "", .toewijzing = Plan::nummer(t), .verwacht = {"start_ontbreekt", "", "", ""}});
    }

    model::Result<void> retouren_tot(model::Date dag) {
        while (!retouren_.empty() && retouren_.begin()->first <= dag) {
            auto const op = retouren_.begin()->first;
            auto const klaar = std::move(retouren_.begin()->second);
            retouren_.erase(retouren_.begin());
            for (auto const& [soort, header] : klaar)
                if (auto const retour = berichten_.retour(soort, header, op))
                    if (auto const gedaan = verzend(*retour, op, {}); !gedaan) return gedaan;
        }
        return {};
    }

    /// What follows from a 301 or 305 that the plan made wrong.
    [[nodiscard]] std::optional<Verwacht> verwacht(Toewijzing const& t, Soort soort) const {
        auto const contract = [&](std::string fout, std::string regel) {
            bool const signaal = alleen_signaal(*regio_.contract, regel);
            return Verwacht{std::move(fout), std::move(regel), "", signaal ? "signaleren" : "aanhouden"};
        };
        if (soort == Soort::start)
            return t.fout == Planfout::te_laat_gestart ? std::optional(Verwacht{"te_laat_gestart", "R23", "", "signaleren"}) : std::nullopt;
        if (soort == Soort::stop)
            return t.fout == Planfout::start_ontbreekt ? std::optional(Verwacht{"stop_zonder_start", "TR382", "9069", "afkeuren"})
                                                       : std::nullopt;
        if (soort != Soort::toewijzing) return std::nullopt;
        switch (t.fout) {
        case Planfout::onbekend_product: return Verwacht{"onbekend_product", "TR381", "S329", "afkeuren"};
        case Planfout::geen_overeenkomst: return contract("geen_overeenkomst", "R01");
        case Planfout::boven_plafond: return contract("boven_plafond", "R14");
        case Planfout::te_lang: {
            auto made = contract("te_lang", "R12");
            // Longer than the average is never more than a signal.
            if (plan_.aanbod(regio_, t).product->max_dagen == 0) made.gevolg = "signaleren";
            return made;
        }
        case Planfout::einde_voor_begin: return Verwacht{"einde_voor_begin", "CS003", "0001", "afkeuren"};
        case Planfout::bsn_elfproef: return Verwacht{"bsn_elfproef", "CS002", "0001", "afkeuren"};
        default: return std::nullopt;
        }
    }

    model::Result<void> stuur(Gebeurtenis const& g) {
        auto const& t = plan_.toewijzingen[g.wat];
        auto bericht = maak(g);
        std::vector<Waarheid> fouten;
        auto const plant = [&](Verwacht verwacht) {
            fouten.push_back({model::header(bericht).bericht_identificatie.identificatie, Plan::nummer(g.wat), std::move(verwacht)});
        };
        if (g.soort == Soort::start_onbekend) plant({"onbekende_toewijzing", "TR019", "9019", "afkeuren"});
        else if (g.soort == Soort::start_dubbel) plant({"dubbele_start", "TR326", "9326", "afkeuren"});
        else if (g.soort == Soort::start_ongeldig) plant({"schemafout", "XSD", "", "afkeuren"});
        else if (auto made = verwacht(t, g.soort)) plant(std::move(*made));
        return verzend(bericht, g.dag, std::move(fouten));
    }

    [[nodiscard]] model::Message maak(Gebeurtenis const& g) {
        switch (g.soort) {
        case Soort::verzoek: return berichten_.verzoek_toewijzing(g.wat, g.dag);
        case Soort::onderzoek: return berichten_.antwoord(g.wat, g.dag, false);
        case Soort::afwijzing: return berichten_.antwoord(g.wat, g.dag, true);
        case Soort::verzoek_wijziging: return berichten_.verzoek_wijziging(g.wat, g.dag);
        case Soort::toewijzing:
        case Soort::verlenging: return berichten_.toewijzing(g.wat, g.dag);
        case Soort::stop: return berichten_.stop(g.wat, g.dag);
        default: break;
        }
        auto bericht = berichten_.start(g.wat, g.dag);
        auto& product = std::get<model::Bericht305>(bericht.inhoud).client.start_producten.front();
        if (g.soort == Soort::start_onbekend) product.toewijzing_nummer = 900'000'000 + std::int64_t{g.wat};
        if (g.soort == Soort::start_dubbel) product.begindatum = product.begindatum.value + 1;
        if (g.soort == Soort::start_ongeldig) product.toewijzing_nummer = model::Getal(0, model::Spelling("onbekend"));
        return bericht;
    }

    model::Result<void> declareer(Gebeurtenis const& g) {
        auto const& [groep, lijst] = groepen_[g.wat];
        std::vector<Declaratieregel> alle;
        for (auto const t : lijst) regels_.voeg_toe(t, g.maand, alle);
        if (alle.empty()) return {};
        auto const begin = opdracht_.maand(g.maand);
        auto bericht = berichten_.declaratie(groep.domein, regio_.aanbieders[groep.aanbieder], regio_.gemeenten[groep.gemeente]->code,
                                             g.dag, {begin, model::last_of_month(begin)});
        auto& declaratie = std::get<model::Bericht323>(bericht.inhoud).declaratie;
        // A client stands in a declaratie once; what was declared for a wrong one is a client of its own, at the end.
        std::ranges::stable_sort(alle, {}, &Declaratieregel::bsn);
        model::Money totaal;
        std::vector<Waarheid> fouten;
        for (auto& regel : alle) {
            if (declaratie.clienten.empty() || declaratie.clienten.back().bsn != regel.bsn)
                declaratie.clienten.push_back({std::move(regel.bsn), {}, {}, 0});
            totaal += regel.prestatie.ingediend_bedrag.signed_amount();
            if (regel.fout) fouten.push_back(std::move(*regel.fout));
            declaratie.clienten.back().prestaties.push_back(std::move(regel.prestatie));
        }
        declaratie.totaal_ingediend_bedrag = {model::Money{std::abs(totaal.cents)}, totaal.cents < 0 ? "C" : "D"};
        return verzend(bericht, g.dag, std::move(fouten), alle.size());
    }

    model::Result<void> verzend(model::Message const& bericht, model::Date dag, std::vector<Waarheid> fouten,
                                std::uint64_t prestaties = 0) {
        auto const& header = model::header(bericht);
        Verzending v{.nummer = ++telling_.verzonden,
                     .dag = dag,
                     .soort = model::to_string(bericht.soort),
                     .van = header.afzender,
                     .naar = header.ontvanger,
                     .identificatie = header.bericht_identificatie.identificatie,
                     .uitkomst = uitkomst(fouten, prestaties),
                     .xml = xsd::write(schemas_, bericht),
                     .prestaties = prestaties,
                     .fouten = std::move(fouten)};
        bool const retour =
            std::visit([]<class T>(T const&) { return std::is_base_of_v<model::RetourHeader, decltype(T::header)>; }, bericht.inhoud);
        // From its other side: header.afzender of a retour is that of the message it answers.
        if (retour) std::swap(v.van, v.naar);
        else if (opdracht_.retouren && v.uitkomst == "goedgekeurd" && bericht.soort.nummer != 323)
            retouren_[dag + 1].emplace_back(bericht.soort, header);
        ++telling_.berichten[v.soort];
        telling_.prestaties += prestaties;
        telling_.fouten += v.fouten.size();
        return afnemer_(std::move(v));
    }

    static std::string uitkomst(std::vector<Waarheid> const& fouten, std::uint64_t prestaties) {
        auto const met = [&](std::string_view gevolg) {
            return static_cast<std::uint64_t>(std::ranges::count_if(fouten, [&](auto const& f) { return f.verwacht.gevolg == gevolg; }));
        };
        if (met("aanhouden") > 0) return "aangehouden";
        auto const af = met("afkeuren");
        if (af == 0) return "goedgekeurd";
        return af < prestaties ? "deels" : "afgekeurd";
    }

    xsd::SchemaSet const& schemas_;
    Regio const& regio_;
    Plan const& plan_;
    Opdracht const& opdracht_;
    Afnemer const& afnemer_;
    Regels regels_;
    Berichten berichten_;
    std::vector<Gebeurtenis> gebeurtenissen_;
    std::vector<std::pair<Groep, std::vector<std::uint32_t>>> groepen_;
    std::map<model::Date, std::vector<std::pair<model::BerichtSoort, model::Header>>> retouren_; ///< of the next days
    Telling telling_;
};

} // namespace

model::Result<Telling> maak_verkeer(xsd::SchemaSet const& schemas, model::Contract const& contract, Opdracht const& opdracht,
                                    Afnemer const& afnemer) {
    auto const regio = maak_regio(contract, opdracht.periode());
    if (!regio) return std::unexpected(regio.error());
    auto const plan = maak_plan(*regio, opdracht);
    if (!plan) return std::unexpected(plan.error());
    return Maker(schemas, *regio, *plan, opdracht, afnemer).maak();
}

} // namespace gateway::verkeer
