#pragma once

#include "rules/contract/budgetstand.hpp"
#include "rules/contract/grootboek.hpp"
#include "xsd/model/facts.hpp"
#include "xsd/model/verdict.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

/// A small region and messages on it, for tests of the ledger: one aanbieder, one gemeente, one product at one tarief.
namespace support {

inline constexpr char const* gemeente = "9901";
inline constexpr char const* aanbieder = "99000001";
inline constexpr char const* client = "999900006";

inline model::Contract regio() {
    model::Contract c;
    c.naam = "proefregio";
    c.versie = "1";
    c.geldig = {model::date(2022, 1, 1), model::date(2030, 12, 31)};
    c.gemeenten.push_back({gemeente, "Proefdam", c.geldig, "gemeenten.csv:2"});
    c.percelen.emplace_back().id = "P";
    model::ContractProduct product;
    product.categorie = "02";
    product.code = "02A03";
    product.eenheid = "04";
    product.geldig = c.geldig;
    product.perceel = "P";
    c.producten.push_back(product);
    model::ContractTarief tarief;
    tarief.product = "02A03";
    tarief.eenheid = "04";
    tarief.tarief = model::Money{6000};
    tarief.geldig = c.geldig;
    tarief.herkomst = "tarieven.csv:2";
    c.tarieven.push_back(tarief);
    return c;
}

inline model::Budget plafond(std::int64_t cents, std::int32_t jaar = 2026) {
    model::Budget b;
    b.id = "B1";
    b.aanbieder = aanbieder;
    b.jaar = jaar;
    b.bedrag = model::Money{cents};
    b.herkomst = "budgetten.csv:2";
    return b;
}

/// A toewijzing with a Budget for the year 2026 unless told otherwise.
struct Toegekend {
    std::int64_t nummer = 1;
    std::int64_t budget = 0; ///< cents; 0: an Omvang of `volume` hours in total
    std::int64_t volume = 1;
    model::Date van = model::date(2026, 1, 1);
    std::optional<model::Date> tot = model::date(2026, 12, 31);
    std::int32_t dag = 1; ///< of January 2026 on which it was granted: which version is the later one
    char const* reden = "";
    char const* referentie = "";
};

inline model::Message bericht301(std::vector<Toegekend> const& all) {
    model::Bericht301 b;
    b.header.afzender = gemeente;
    b.header.ontvanger = aanbieder;
    b.client.bsn = client;
    for (auto const& t : all) {
        auto& p = b.client.toegewezen_producten.emplace_back();
        p.toewijzing_nummer = t.nummer;
        p.product = model::Product{"02", "02A03"};
        p.toewijzingsdatum = model::date(2026, 1, t.dag);
        p.toewijzingstijd = "10:00:00";
        p.ingangsdatum = t.van;
        if (t.tot) p.einddatum = *t.tot;
        if (t.budget != 0) p.budget = model::Money{t.budget};
        else p.omvang = model::Omvang{t.volume, "04", "6"};
        if (*t.reden != '\0') p.reden_wijziging = model::Code(t.reden);
        if (*t.referentie != '\0') p.referentie_aanbieder = t.referentie;
    }
    return {{model::Domein::wmo, 301}, std::move(b), "T"};
}

struct Gestopt {
    std::int64_t nummer = 1;
    model::Date einde = model::date(2026, 10, 31);
    char const* reden = "19";
    char const* status = "1";
};

inline model::Message bericht307(std::vector<Gestopt> const& all) {
    model::Bericht307 b;
    b.header.afzender = aanbieder;
    b.header.ontvanger = gemeente;
    b.client.bsn = client;
    for (auto const& s : all) {
        auto& p = b.client.stop_producten.emplace_back();
        p.toewijzing_nummer = s.nummer;
        p.begindatum = model::date(2026, 1, 1);
        p.reden_beeindiging = model::Code(s.reden);
        p.einddatum = s.einde;
        p.status_aanlevering = model::Code(s.status);
    }
    return {{model::Domein::wmo, 307}, std::move(b), "S"};
}

struct Gedeclareerd {
    std::int64_t nummer = 1;
    std::int64_t cents = 0;
    bool credit = false;
    std::int32_t jaar = 2026;
};

inline model::Message bericht323(std::vector<Gedeclareerd> const& all) {
    model::Bericht323 b;
    b.header.afzender = aanbieder;
    b.header.ontvanger = gemeente;
    auto& c = b.declaratie.clienten.emplace_back();
    c.bsn = client;
    for (auto const& g : all) {
        auto& p = c.prestaties.emplace_back();
        p.toewijzing_nummer = g.nummer;
        p.product_periode = {model::date(g.jaar, 3, 1), model::date(g.jaar, 3, 31)};
        p.ingediend_bedrag = {model::Money{g.cents}, g.credit ? "C" : "D"};
    }
    return {{model::Domein::wmo, 323}, std::move(b), "D"};
}

inline model::Message bericht315(char const* referentie, std::int64_t budget) {
    model::Bericht315 b;
    b.header.afzender = aanbieder;
    b.header.ontvanger = gemeente;
    b.client.bsn = client;
    auto& p = b.client.aangevraagde_producten.emplace_back();
    p.referentie_aanbieder = referentie;
    p.product = model::Product{"02", "02A03"};
    p.toewijzing_ingangsdatum = model::date(2026, 1, 1);
    p.toewijzing_einddatum = model::date(2026, 12, 31);
    p.budget = model::Money{budget};
    return {{model::Domein::wmo, 315}, std::move(b), "V"};
}

inline model::Message bericht319(char const* referentie, char const* antwoord) {
    model::Bericht319 b;
    b.header.afzender = gemeente;
    b.header.ontvanger = aanbieder;
    b.antwoord.referentie_aanbieder = referentie;
    b.antwoord.verzoek_antwoord = antwoord;
    return {{model::Domein::wmo, 319}, std::move(b), "A"};
}

/// What the store does with the ledger, in memory: facts for a message, and what its booking leaves. Approves every prestatie.
class Geheugen {
public:
    explicit Geheugen(model::Contract contract) : contract_(std::make_shared<model::Contract const>(std::move(contract))) {}

    [[nodiscard]] model::Facts feiten(model::Message const& bericht, model::Date vandaag) const {
        model::Facts f;
        f.contract = contract_;
        for (auto const& [nummer, feit] : toewijzingen_) f.toewijzingen.zet(nummer, feit);
        f.leveringen = stops_;
        for (auto const& [rekening, stand] : rekeningen_) f.contract_feiten.rekeningen.emplace_back(rekening, stand);
        f.contract_feiten.gemeenten = gemeenten();
        for (auto const& [nummer, inzet] : inzet_) {
            f.contract_feiten.inzet.push_back(inzet);
            if (inzet.vervalt && *inzet.vervalt < vandaag)
                f.contract_feiten.verlopen.push_back({inzet, toewijzingen_.at(nummer).verbintenissen});
        }
        if (bericht.soort.nummer == 301 || bericht.soort.nummer == 319)
            for (auto const& [sleutel, bedrag] : gevraagd_)
                if (bedrag.cents != 0)
                    f.contract_feiten.open_verzoeken.push_back(
                        {.rekening = sleutel.second, .referentie = sleutel.first, .gevraagd = bedrag});
        return f;
    }

    /// Decides with the ledger alone, books, and remembers. @returns the lines
    std::vector<model::Boeking> doe(model::Message const& bericht, model::Date vandaag = model::date(2026, 6, 1),
                                    model::Uitkomst uitkomst = model::Uitkomst::goedgekeurd) {
        auto const f = feiten(bericht, vandaag);
        model::Verdict verdict;
        verdict.uitkomst = uitkomst;
        if (auto const* d = std::get_if<model::Bericht323>(&bericht.inhoud))
            for (auto const& c : d->declaratie.clienten) verdict.toegekend.emplace_back(c.prestaties.size(), true);
        auto stuk = rules::contract::grootboek(bericht, f, verdict, vandaag);
        bevindingen = stuk.bevindingen;
        if (uitkomst == model::Uitkomst::goedgekeurd) {
            onthoud(bericht);
            for (auto const& [nummer, v] : stuk.grootboek.verbintenissen) toewijzingen_.at(nummer).verbintenissen = v;
            for (auto const& i : stuk.grootboek.inzet) inzet_[i.nummer] = i;
        }
        for (auto const& b : stuk.grootboek.boekingen) tel(b);
        return stuk.grootboek.boekingen;
    }

    [[nodiscard]] rules::contract::Budgetstand stand(model::Budget const& budget) const {
        std::vector<rules::contract::Rekeningstand> all(rekeningen_.begin(), rekeningen_.end());
        return rules::contract::stand(*contract_, budget, all);
    }
    [[nodiscard]] model::ToewijzingFact const& toewijzing(std::int64_t nummer) const { return toewijzingen_.at(nummer); }
    [[nodiscard]] bool kent(std::int64_t nummer) const { return toewijzingen_.contains(nummer); }
    [[nodiscard]] model::Inzet const& inzet(std::int64_t nummer) const { return inzet_.at(nummer); }
    [[nodiscard]] std::map<model::Rekening, model::Stand> const& rekeningen() const { return rekeningen_; }
    [[nodiscard]] model::Contract const& contract() const { return *contract_; }

    model::Findings bevindingen; ///< of the last message

private:
    [[nodiscard]] std::vector<rules::contract::Rekeningstand> gemeenten() const {
        std::map<model::Rekening, model::Stand> som;
        for (auto const& [eigen, stand] : rekeningen_) {
            auto rekening = eigen;
            rekening.aanbieder.clear();
            add(som[rekening], stand);
        }
        return {som.begin(), som.end()};
    }
    static void add(model::Stand& som, model::Stand const& een) {
        som.gevraagd += een.gevraagd;
        som.vastgelegd += een.vastgelegd;
        som.toegekend += een.toegekend;
        som.beslag += een.beslag;
        som.toewijzingen += een.toewijzingen;
    }
    void tel(model::Boeking const& b) {
        add(rekeningen_[b.rekening], {b.gevraagd, b.vastgelegd, b.toegekend, b.beslag, b.toewijzingen});
        if (!b.referentie.empty()) gevraagd_[{b.referentie, b.rekening}] += b.gevraagd;
    }
    void onthoud(model::Message const& bericht) {
        if (auto const* t = std::get_if<model::Bericht301>(&bericht.inhoud))
            for (auto const& p : t->client.toegewezen_producten) {
                auto& f = toewijzingen_[p.toewijzing_nummer];
                if (f.nummer != 0 && p.toewijzingsdatum < f.toewijzingsdatum) continue;
                f.nummer = p.toewijzing_nummer;
                f.bsn = client;
                f.aanbieder = aanbieder;
                f.product = p.product;
                f.toewijzingsdatum = p.toewijzingsdatum;
                f.toewijzingstijd = p.toewijzingstijd;
                f.ingangsdatum = p.ingangsdatum;
                f.einddatum = p.einddatum ? std::optional(p.einddatum->value) : std::nullopt;
                f.reden_wijziging = p.reden_wijziging;
                f.omvang = p.omvang;
                f.budget = p.budget ? std::optional(p.budget->value) : std::nullopt;
            }
        if (auto const* s = std::get_if<model::Bericht307>(&bericht.inhoud))
            for (bool const verwijderen : {true, false})
                for (auto const& p : s->client.stop_producten) {
                    if ((p.status_aanlevering == "3") != verwijderen) continue;
                    model::LeveringFact l{.stop = true,
                                          .toewijzing_nummer = p.toewijzing_nummer->value,
                                          .product = {},
                                          .begindatum = p.begindatum,
                                          .reden_beeindiging = p.reden_beeindiging,
                                          .einddatum = p.einddatum.value};
                    if (!verwijderen) stops_.push_back(l);
                    else
                        std::erase_if(stops_, [&](auto const& o) {
                            return o.toewijzing_nummer == l.toewijzing_nummer && o.einddatum == l.einddatum &&
                                   o.reden_beeindiging == l.reden_beeindiging;
                        });
                }
    }

    std::shared_ptr<model::Contract const> contract_;
    std::unordered_map<std::int64_t, model::ToewijzingFact> toewijzingen_;
    std::vector<model::LeveringFact> stops_;
    std::map<std::int64_t, model::Inzet> inzet_;
    std::map<model::Rekening, model::Stand> rekeningen_;
    std::map<std::pair<std::string, model::Rekening>, model::Money> gevraagd_;
};

} // namespace support
