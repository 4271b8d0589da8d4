#include "gateway/verkeer/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>

namespace gateway::verkeer {

namespace {

constexpr std::uint32_t kans_wmo = 600;
constexpr std::uint32_t kans_lopend = 700; ///< of a client whose first toewijzing begins before the period
constexpr std::uint32_t kans_tweede = 300;
constexpr std::uint32_t kans_vervolg = 500;
constexpr std::uint32_t kans_verzoek = 150;
constexpr std::uint32_t kans_afgewezen = 20;
constexpr std::uint32_t kans_verlengd = 200;
constexpr std::uint32_t kans_vroeg_gestopt = 120;
constexpr std::uint32_t kans_aspecifiek = 80;
constexpr std::uint32_t kans_open_einde = 250;
constexpr std::int32_t langste_wmo = 1095; ///< days a toewijzing runs at most: most help at home goes on for years, youth care does not
constexpr std::int32_t langste_jw = 400;
constexpr int meeste_per_client = 12;
constexpr int pogingen = 40;
constexpr std::uint32_t meeste_mislukt = 1000; ///< clients in a row that the bundle has no room for: it is full
constexpr std::int64_t hoogste_volume = 99'999'999;

/// Fewer begin in the summer holidays and around New Year. Promille of the busiest month.
constexpr std::array<std::uint32_t, 12> instroom{900, 950, 1000, 950, 900, 900, 550, 600, 1000, 1000, 950, 600};

model::Date werkdag(model::Date d) {
    // 1970-01-01 was a Thursday.
    auto const dag = (d.days + 3) % 7;
    return dag >= 5 ? d + (7 - dag) : d;
}

/// Numbers of the range for tests that pass the eleven-test, then others that begin with 99: 9998 is for faults.
class Bsns {
public:
    std::optional<std::uint32_t> volgende() {
        while (eerste_acht_ != 0) {
            auto const acht = eerste_acht_;
            if (++eerste_acht_ == 100'000'000) eerste_acht_ = 99'000'000;
            if (eerste_acht_ == 99'980'000) eerste_acht_ = 0;
            std::uint32_t som = 0;
            auto rest = acht;
            for (std::uint32_t weging = 2; weging <= 9; ++weging, rest /= 10) som += weging * (rest % 10);
            if (som % 11 != 10) return acht * 10 + som % 11;
        }
        return std::nullopt;
    }

private:
    std::uint32_t eerste_acht_ = 99'990'000;
};

class Planner {
public:
    Planner(Regio const& regio, Opdracht const& opdracht)
        : regio_(regio), opdracht_(opdracht), periode_(opdracht.periode()), grenzen_(*regio.contract) {
        for (auto const domein : {model::Domein::wmo, model::Domein::jw}) {
            auto& som = domein == model::Domein::wmo ? wmo_ : jw_;
            std::uint32_t tot = 0;
            for (auto const& a : regio.aanbod(domein)) som.push_back(tot += a.gewicht);
        }
    }

    model::Result<Plan> maak() {
        std::uint64_t regels = 0;
        std::uint32_t mislukt = 0;
        auto const genoeg = [&] {
            return opdracht_.clienten != 0 ? plan_.clienten.size() >= opdracht_.clienten : regels >= opdracht_.prestaties;
        };
        for (std::uint32_t n = 0; !genoeg(); ++n) {
            Toeval toeval(meng(opdracht_.zaad, 1, n));
            auto const voor = plan_.toewijzingen.size();
            if (!client(toeval)) return vol();
            if (plan_.toewijzingen.size() > voor) mislukt = 0;
            else if (++mislukt > meeste_mislukt) return vol();
            for (auto i = voor; i < plan_.toewijzingen.size(); ++i) {
                auto const m = maanden(opdracht_, plan_.toewijzingen[i]);
                auto const& t = plan_.toewijzingen[i];
                regels += plan_.aanbod(regio_, t).traject ? (m.tot > m.van ? 1 : 0) : static_cast<std::uint64_t>(m.tot - m.van);
            }
        }
        if (opdracht_.fouten > 0 && !foute_clienten()) return vol();
        return std::move(plan_);
    }

private:
    [[nodiscard]] std::unexpected<model::Error> vol() const {
        return std::unexpected(
            model::Error{model::ErrorCode::wrong_use, fmt::format("Bundel {} laat na {} cliënten geen ruimte meer; vraag er minder.",
                                                                  regio_.contract->label(), plan_.clienten.size())});
    }

    [[nodiscard]] model::Domein domein(Toeval& toeval) const {
        if (regio_.jw.empty()) return model::Domein::wmo;
        if (regio_.wmo.empty()) return model::Domein::jw;
        return toeval.promille(kans_wmo) ? model::Domein::wmo : model::Domein::jw;
    }

    [[nodiscard]] std::uint16_t kies(model::Domein domein, Toeval& toeval) const {
        auto const& som = domein == model::Domein::wmo ? wmo_ : jw_;
        return static_cast<std::uint16_t>(std::ranges::upper_bound(som, toeval.onder(som.back())) - som.begin());
    }

    [[nodiscard]] Aanbod const& aanbod(model::Domein domein, std::uint16_t n) const { return regio_.aanbod(domein)[n]; }

    /// @returns false when there is no BSN left
    bool client(Toeval& toeval) {
        auto const bsn = bsns_.volgende();
        if (!bsn) return false;
        Client c{.bsn = *bsn, .eerste = static_cast<std::uint32_t>(plan_.toewijzingen.size()), .domein = domein(toeval), .aantal = 0};
        plan_.clienten.push_back(c);
        auto const keten = [&](Toewijzing t) {
            auto const vast = t.aanbod;
            auto const gemeente = t.gemeente;
            while (plan_.clienten.back().aantal < meeste_per_client) {
                plan_.toewijzingen.push_back(t);
                ++plan_.clienten.back().aantal;
                auto const einde = t.laatste_einde();
                if (t.open_einde || t.aanvraag == Aanvraag::afgewezen || t.stop < einde || einde >= periode_.einde ||
                    !toeval.promille(kans_vervolg))
                    break;
                auto vervolg = leven(c, vast, gemeente, einde + 1, false, toeval);
                if (!vervolg) break;
                t = *vervolg;
            }
        };
        auto const eerste = begin(c, toeval, nullptr);
        if (!eerste) {
            plan_.clienten.pop_back();
            return true;
        }
        keten(*eerste);
        if (toeval.promille(kans_tweede))
            if (auto const tweede = begin(c, toeval, &*eerste)) keten(*tweede);
        return true;
    }

    [[nodiscard]] model::Date ingang(Toeval& toeval, bool lopend) {
        if (lopend) return periode_.begin - toeval.tussen(1, 240);
        for (;;) {
            auto const dag = periode_.begin + toeval.tussen(0, periode_.einde - periode_.begin);
            if (toeval.promille(instroom[static_cast<std::size_t>(model::civil(dag).month - 1)])) return dag;
        }
    }

    /// Whether a client may have both at once, whatever the combinaties of the bundle and who is first aanbieder.
    [[nodiscard]] bool gaat_samen(Aanbod const& een, Aanbod const& ander) const {
        if (een.product->categorie == ander.product->categorie || !regio_.contract->combinaties.empty()) return false;
        auto const een_hoofd = [](Aanbod const& a) { return a.perceel != nullptr && a.perceel->een_hoofdaanbieder; };
        return !een_hoofd(een) && !een_hoofd(ander);
    }

    std::optional<Toewijzing> begin(Client const& c, Toeval& toeval, Toewijzing const* naast) {
        for (int i = 0; i < pogingen; ++i) {
            auto const n = kies(c.domein, toeval);
            auto const& a = aanbod(c.domein, n);
            if (naast != nullptr && !gaat_samen(a, aanbod(c.domein, naast->aanbod))) continue;
            auto const gemeente =
                naast != nullptr ? naast->gemeente : a.gemeenten[toeval.onder(static_cast<std::uint32_t>(a.gemeenten.size()))];
            if (std::ranges::find(a.gemeenten, gemeente) == a.gemeenten.end()) continue;
            auto const lopend = toeval.promille(kans_lopend);
            if (auto t = leven(c, n, gemeente, ingang(toeval, lopend), naast == nullptr, toeval)) return t;
        }
        return std::nullopt;
    }

    /// The omvang, fitting the product.
    void omvang(Aanbod const& a, Toewijzing& t, Toeval& toeval) const {
        auto const& p = *a.product;
        auto const eenheid = p.eenheid;
        t.frequentie = "2";
        auto const per_week = [&](std::int32_t laag, std::int32_t hoog) {
            if (p.min_intensiteit > 0) laag = std::max(laag, p.min_intensiteit);
            if (p.max_intensiteit > 0) hoog = std::min(hoog, p.max_intensiteit);
            t.volume = toeval.tussen(laag, std::max(laag, hoog));
        };
        if (eenheid == "01") t.volume = 30 * toeval.tussen(2, 20);
        else if (eenheid == "14") per_week(2, 7);
        else if (eenheid == "16") per_week(1, 9);
        else if (eenheid == "84") per_week(1, 5);
        else if (eenheid == "83") t.volume = 5000 * toeval.tussen(30, 120);
        else if (eenheid == "82") t.volume = 1;
        else per_week(1, 8);
        if (eenheid == "01" && toeval.promille(150)) {
            t.frequentie = "1";
            t.volume = 15 * toeval.tussen(1, 6);
        } else if (eenheid == "83" || a.traject) t.frequentie = "6";
        else if (eenheid == "82") t.frequentie = "4";
        else if (toeval.promille(200)) {
            t.frequentie = "4";
            t.volume *= 4;
        }
        t.in_minuten = eenheid == "04" && t.aanbieder % 3 == 1;
        t.vooraf = a.traject && toeval.promille(500);
    }

    /// How long at most, from its first day: what the product, the agreement and the bundle allow.
    [[nodiscard]] std::int32_t hoogste_duur(Aanbod const& a, model::Date ingang) const {
        std::int32_t dagen = a.product->domein == model::Domein::wmo ? langste_wmo : langste_jw;
        if (a.product->norm_dagen > 0) dagen = std::min(dagen, a.product->norm_dagen);
        if (a.product->max_dagen > 0) dagen = std::min(dagen, a.product->max_dagen);
        for (auto const& tot : {a.begin.tot, a.product->geldig.tot, regio_.contract->geldig.tot})
            if (tot) dagen = std::min(dagen, *tot - ingang + 1);
        return dagen;
    }

    /// Whole months, for what is paid by the month.
    static void op_maanden(Toewijzing& t) {
        t.ingang = model::first_of_month(t.ingang);
        t.einde = model::last_of_month(t.einde);
    }

    [[nodiscard]] model::Money waarde(Aanbod const& a, Toewijzing const& t) const {
        auto const looptijd = model::Period{t.ingang, t.laatste_einde()};
        std::int64_t keren = 1;
        if (t.frequentie == "1") keren = model::days_in(looptijd);
        if (t.frequentie == "2") keren = model::weeks_in(looptijd) + 1;
        if (t.frequentie == "4") keren = model::months_in(looptijd);
        if (a.euros()) return {t.volume};
        auto const tarief = regio_.tarief(a, {periode_.einde, periode_.einde}).value_or(model::Money{});
        return model::multiply(tarief, t.volume * keren);
    }

    /// A toewijzing that begins about that day, with all that follows; nullopt: the bundle has no room for it.
    std::optional<Toewijzing> leven(Client const& c, std::uint16_t n, std::uint16_t gemeente, model::Date ingang, bool eerste,
                                    Toeval& toeval) {
        auto const& a = aanbod(c.domein, n);
        Toewijzing t{
            .client = static_cast<std::uint32_t>(plan_.clienten.size() - 1), .aanbod = n, .gemeente = gemeente, .aanbieder = a.aanbieder};
        t.ingang = std::max(ingang, a.begin.van);
        omvang(a, t, toeval);
        auto const duur = hoogste_duur(a, t.ingang);
        // Where going over a ceiling is only a signal it stays gone over, and whatever came after would be a signal too.
        if (duur < 28 || (opdracht_.fouten > 0 && plafond(a) && alleen_signaal(*regio_.contract, "R14"))) return std::nullopt;
        // More long ones than short ones.
        auto const een = toeval.tussen(28, duur);
        t.einde = t.ingang + (std::max(een, toeval.tussen(28, duur)) - 1);
        bool const per_maand = a.product->eenheid == "82" && !a.traject;
        if (per_maand) op_maanden(t);
        if (t.ingang < a.begin.van || model::days_in({t.ingang, t.einde}) > duur || !a.open_op(t.ingang) || t.ingang > periode_.einde ||
            t.einde < periode_.begin)
            return std::nullopt;
        bool const budget = grenzen_.heeft_budget(regio_, a);
        if (a.perceel != nullptr && a.perceel->onbepaald && t.frequentie == "4" && !budget && toeval.promille(kans_open_einde)) {
            t.open_einde = true;
            t.einde = periode_.einde;
        }
        t.aspecifiek = !budget && !a.traject && !a.euros() && !t.open_einde && (a.perceel == nullptr || a.perceel->zonder_detail) &&
                       !regio_.contract->parameters.profiel_verplicht && toeval.promille(kans_aspecifiek);
        dagen(a, t, eerste, duur, toeval);
        if (!grenzen_.boek(regio_, a, regio_.gemeenten[gemeente]->code, {t.ingang, t.laatste_einde()}, waarde(a, t))) return std::nullopt;
        return t;
    }

    /// On which day each message of its life comes.
    void dagen(Aanbod const& a, Toewijzing& t, bool eerste, std::int32_t duur, Toeval& toeval) const {
        // What ran already is handed over in the month before the period.
        bool const lopend = t.ingang < periode_.begin;
        t.toegewezen = lopend ? werkdag(periode_.begin - toeval.tussen(8, 26)) : werkdag(t.ingang - toeval.tussen(6, 16));
        if (eerste && !lopend && toeval.promille(kans_verzoek)) {
            t.aanvraag = toeval.promille(300) ? Aanvraag::in_onderzoek : Aanvraag::verzoek;
            if (toeval.promille(kans_afgewezen * 5)) t.aanvraag = Aanvraag::afgewezen;
            t.aangevraagd = t.toegewezen - 8;
        }
        if (t.aanvraag == Aanvraag::afgewezen) return;
        bool const per_maand = a.product->eenheid == "82" && !a.traject;
        auto const start = per_maand || a.traject ? t.ingang : t.ingang + toeval.tussen(0, 12);
        t.start = std::min(start, t.einde - 7);
        t.start_gemeld = werkdag(std::max(t.start, t.toegewezen + 3) + toeval.tussen(1, 4));
        verleng(a, t, eerste, duur, toeval);
        t.stop = t.laatste_einde();
        if (!per_maand && !a.traject && !t.open_einde && t.verlengd.days == 0 && toeval.promille(kans_vroeg_gestopt))
            t.stop = std::max(t.start_gemeld + 5, t.start + toeval.tussen(7, std::max(8, t.einde - t.start)));
        if (t.stop > t.laatste_einde()) t.stop = t.laatste_einde();
        t.stop_gemeld = t.open_einde ? model::Date{} : werkdag(std::max(t.stop, t.start_gemeld + 3) + toeval.tussen(1, 4));
    }

    void verleng(Aanbod const& a, Toewijzing& t, bool eerste, std::int32_t duur, Toeval& toeval) const {
        bool const kan = !a.traject && !a.euros() && a.product->eenheid != "82" && !t.open_einde;
        auto const over = duur - model::days_in({t.ingang, t.einde});
        if (!kan || over < 14 || !toeval.promille(kans_verlengd)) return;
        auto const dag = werkdag(t.einde - toeval.tussen(10, 14));
        if (dag <= t.start_gemeld + 8 || dag > periode_.einde || dag <= periode_.begin + 8) return;
        t.verlengd = dag;
        t.einde_verlengd = t.einde + toeval.tussen(14, over);
        t.verlenging = eerste && !t.aspecifiek && toeval.promille(500) ? Verlenging::verzoek : Verlenging::door_gemeente;
    }

    /// Each kind of fault in a 301 or 305 on a client of its own: nothing else of that client happens, so nothing else can go wrong.
    bool foute_clienten() {
        auto const gezond = plan_.toewijzingen.size();
        auto const aantal = std::max<std::uint64_t>(planfouten - 1, gezond * opdracht_.fouten / 1000);
        for (std::uint64_t n = 0; n < aantal; ++n) {
            Toeval toeval(meng(opdracht_.zaad, 2, n));
            auto const fout = static_cast<Planfout>(1 + n % (planfouten - 1));
            auto const bsn = bsns_.volgende();
            if (!bsn) return false;
            for (int i = 0; i < pogingen; ++i)
                if (auto t = fout_van(fout, *bsn, toeval)) {
                    plan_.toewijzingen.push_back(*t);
                    break;
                }
        }
        return true;
    }

    std::optional<Toewijzing> fout_van(Planfout fout, std::uint32_t bsn, Toeval& toeval) {
        auto const& contract = *regio_.contract;
        Client const c{.bsn = bsn, .eerste = static_cast<std::uint32_t>(plan_.toewijzingen.size()), .domein = domein(toeval), .aantal = 1};
        auto const n = kies(c.domein, toeval);
        auto const& a = aanbod(c.domein, n);
        if (fout == Planfout::te_laat_gestart && (contract.parameters.start_dagen == 0 || a.product->perceel.empty())) return std::nullopt;
        if (fout == Planfout::te_lang && (!contract.heeft_afspraken() || (a.product->max_dagen == 0 && a.product->norm_dagen == 0)))
            return std::nullopt;
        if (fout == Planfout::boven_plafond && !plafond(a)) return std::nullopt;
        auto const ander = fout == Planfout::geen_overeenkomst ? zonder_overeenkomst(a) : std::optional(a.aanbieder);
        if (!ander) return std::nullopt;
        plan_.clienten.push_back(c);
        auto const dag = periode_.begin + toeval.tussen(0, std::max(0, (periode_.einde - periode_.begin) / 2));
        auto const gemeente = a.gemeenten[toeval.onder(static_cast<std::uint32_t>(a.gemeenten.size()))];
        bool const leeft = fout >= Planfout::te_laat_gestart;
        auto t = leeft ? leven(c, n, gemeente, dag, false, toeval) : kaal(a, n, gemeente, dag, toeval);
        if (t && leeft && (t->open_einde || a.traject || (fout == Planfout::te_laat_gestart && !maak_te_laat(*t)))) t.reset();
        // The stop without a start has to come while somebody looks.
        if (t && leeft && t->stop_gemeld > periode_.einde) t.reset();
        if (!t) {
            plan_.clienten.pop_back();
            return std::nullopt;
        }
        t->fout = fout;
        t->aanbieder = *ander;
        if (fout == Planfout::te_lang) {
            auto const& p = *a.product;
            t->einde = t->ingang + std::max(p.max_dagen, p.norm_dagen) + toeval.tussen(0, 20);
            // It may be taken in, so it counts.
            bool const past = (!a.begin.tot || t->einde <= *a.begin.tot) &&
                              grenzen_.boek(regio_, a, regio_.gemeenten[gemeente]->code, {t->ingang, t->einde}, waarde(a, *t));
            if (past) return t;
            plan_.clienten.pop_back();
            return std::nullopt;
        }
        if (fout == Planfout::boven_plafond) {
            auto const tarief = regio_.tarief(a, {t->ingang, t->ingang}).value_or(model::Money{1}).cents;
            t->frequentie = "6";
            t->volume = static_cast<std::int32_t>(std::min(hoogste_volume, plafond(a)->cents / tarief + 1));
        }
        return t;
    }

    /// A toewijzing of which only the 301 comes.
    std::optional<Toewijzing> kaal(Aanbod const& a, std::uint16_t n, std::uint16_t gemeente, model::Date dag, Toeval& toeval) const {
        auto const ingang = std::max(dag, a.begin.van);
        if (!a.open_op(ingang) || hoogste_duur(a, ingang) < 28) return std::nullopt;
        Toewijzing t{
            .client = static_cast<std::uint32_t>(plan_.clienten.size() - 1), .aanbod = n, .gemeente = gemeente, .aanbieder = a.aanbieder};
        t.ingang = ingang;
        omvang(a, t, toeval);
        // Within the year, so that the whole of it counts against a ceiling.
        t.einde = std::min(ingang + 27, model::date(model::civil(ingang).year, 12, 31));
        t.toegewezen = werkdag(ingang - toeval.tussen(6, 16));
        return t;
    }

    bool maak_te_laat(Toewijzing& t) const {
        t.start = t.ingang + regio_.contract->parameters.start_dagen + 3;
        t.start_gemeld = werkdag(t.start + 2);
        if (t.start + 7 > t.einde || t.verlengd.days != 0) return false;
        t.stop = t.einde;
        t.stop_gemeld = werkdag(std::max(t.stop, t.start_gemeld + 3) + 2);
        return true;
    }

    [[nodiscard]] std::optional<model::Money> plafond(Aanbod const& a) const {
        if (a.product->crisis || a.euros()) return std::nullopt;
        for (auto const& b : regio_.contract->budgetten)
            if (b.vorm == model::BudgetVorm::plafond && b.gemeente.empty() && b.domein == a.product->domein &&
                b.jaar == model::civil(periode_.begin).year &&
                (b.product.empty() ? b.perceel == a.product->perceel : b.product == a.product->code) &&
                (b.aanbieder.empty() || b.aanbieder == regio_.aanbieders[a.aanbieder]))
                return b.bedrag;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::uint16_t> zonder_overeenkomst(Aanbod const& a) const {
        if (a.perceel == nullptr) return std::nullopt;
        for (std::uint16_t i = 0; i < regio_.aanbieders.size(); ++i) {
            auto const alle = regio_.contract->van_aanbieder(regio_.aanbieders[i]);
            if (!alle.empty() && std::ranges::none_of(alle, [&](auto const& o) { return o.perceel == a.perceel->id; })) return i;
        }
        return std::nullopt;
    }

    Regio const& regio_;
    Opdracht const& opdracht_;
    model::Period periode_;
    Grenzen grenzen_;
    Bsns bsns_;
    Plan plan_;
    std::vector<std::uint32_t> wmo_; ///< running sums of the weights
    std::vector<std::uint32_t> jw_;
};

} // namespace

model::Date Opdracht::maand(std::int32_t n) const {
    auto const [jaar, maand, dag] = model::civil(van);
    auto const som = jaar * 12 + (maand - 1) + n;
    return model::date(som / 12, som % 12 + 1, 1);
}

model::Period Opdracht::periode() const { return {van, maand(maanden) - 1}; }

Maanden maanden(Opdracht const& opdracht, Toewijzing const& t) {
    if (!t.geldig() || t.start.days == 0) return {};
    auto const index = [&](model::Date d) {
        auto const a = model::civil(opdracht.van);
        auto const b = model::civil(d);
        return (b.year - a.year) * 12 + b.month - a.month;
    };
    Maanden m{std::max(0, index(t.start)), std::min(opdracht.maanden, index(t.stop) + 1)};
    m.tot = std::max(m.tot, m.van);
    return m;
}

model::Result<Plan> maak_plan(Regio const& regio, Opdracht const& opdracht) { return Planner(regio, opdracht).maak(); }

} // namespace gateway::verkeer
