#include "gateway/bundel_verschil.hpp"

#include "gateway/bundel_tekst.hpp"
#include "rules/contract/bekostiging.hpp"
#include "rules/contract/legitimiteit.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace gateway {

namespace {

using rules::standard::eenheid_naam;
using rules::standard::euro;

std::string einde(std::optional<model::Date> tot) { return tot ? fmt::format("eindigt op {}", model::to_dutch(*tot)) : "heeft geen einde"; }
std::string ja_nee(bool b) { return b ? "ja" : "nee"; }
std::string dag(std::optional<model::Date> d) { return d ? model::to_dutch(*d) : "open"; }

class Vergelijking {
public:
    Vergelijking(model::Contract const& oud, model::Contract const& nieuw) : oud_(oud), nieuw_(nieuw) {}

    std::vector<Verschil> all() {
        bundel();
        gemeenten();
        producten();
        tarieven();
        vormen();
        percelen();
        overeenkomsten();
        budgetten();
        capaciteit();
        deelname();
        opslagen();
        combinaties();
        regels();
        parameters();
        return std::move(uit_);
    }

private:
    void add(std::string_view soort, std::string sleutel, std::string tekst) {
        uit_.push_back({std::string(soort), std::move(sleutel), std::move(tekst)});
    }

    /// Pairs the lines of both bundles by key; the n-th of a key with the n-th. `both` tells what changed, `one` that a line came or went.
    template <class T, class Key, class Both, class One>
    void pair(std::vector<T> const& before, std::vector<T> const& after, Key key, Both both, One one) {
        std::map<std::string, std::pair<std::vector<T const*>, std::vector<T const*>>> lines;
        for (auto const& t : before) lines[key(t)].first.push_back(&t);
        for (auto const& t : after) lines[key(t)].second.push_back(&t);
        for (auto const& [k, sides] : lines) {
            auto const& [left, right] = sides;
            for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
                if (i >= left.size()) one(k, *right[i], true);
                else if (i >= right.size()) one(k, *left[i], false);
                else both(k, *left[i], *right[i]);
            }
        }
    }

    template <class T>
    void changed(std::string_view soort, std::string const& sleutel, std::string_view van_wie, std::string_view wat, T const& a, T const& b,
                 auto const& show) {
        if (a != b) add(soort, sleutel, fmt::format("{}: {} gaat van {} naar {}.", van_wie, wat, show(a), show(b)));
    }

    void bundel() {
        auto const period = [](model::Contract const& c) { return geldigheid(c.geldig); };
        if (period(oud_) != period(nieuw_))
            add("bundel", nieuw_.naam, fmt::format("De bundel geldt {} in plaats van {}.", period(nieuw_), period(oud_)));
    }

    void gemeenten() {
        pair(
            oud_.gemeenten, nieuw_.gemeenten, [](auto const& g) { return g.code; },
            [&](auto const& k, auto const& a, auto const& b) {
                if (geldigheid(a.geldig) != geldigheid(b.geldig))
                    add("gemeente", k,
                        fmt::format("Gemeente {} {} doet mee {} in plaats van {}.", k, b.naam, geldigheid(b.geldig), geldigheid(a.geldig)));
            },
            [&](auto const& k, auto const& g, bool came) {
                add("gemeente", k, fmt::format("Gemeente {} {} {}.", k, g.naam, came ? "komt erbij" : "doet niet meer mee"));
            });
    }

    void producten() {
        pair(
            oud_.producten, nieuw_.producten, [](auto const& p) { return fmt::format("{} {}", model::name(p.domein), p.code); },
            [&](auto const& k, auto const& a, auto const& b) {
                auto const who = fmt::format("Product {} {}", b.code, b.omschrijving);
                auto const text = [](std::string const& s) { return s.empty() ? std::string("geen") : s; };
                auto const number = [](std::int32_t n) { return n == 0 ? std::string("geen") : fmt::format("{}", n); };
                if (geldigheid(a.geldig) != geldigheid(b.geldig))
                    add("product", k, fmt::format("{} geldt {} in plaats van {}.", who, geldigheid(b.geldig), geldigheid(a.geldig)));
                changed("product", k, who, "de omschrijving", a.omschrijving, b.omschrijving, text);
                changed("product", k, who, "de productcategorie", a.categorie.str(), b.categorie.str(), text);
                changed("product", k, who, "de contracteenheid", a.eenheid.str(), b.eenheid.str(), text);
                changed("product", k, who, "het perceel", a.perceel, b.perceel, text);
                changed("product", k, who, "de laatste dag voor nieuwe toewijzingen", a.open_tot, b.open_tot, dag);
                changed("product", k, who, "de gemiddelde duur in dagen", a.norm_dagen, b.norm_dagen, number);
                changed("product", k, who, "de langste duur in dagen", a.max_dagen, b.max_dagen, number);
                changed("product", k, who, "de laagste intensiteit", a.min_intensiteit, b.min_intensiteit, number);
                changed("product", k, who, "de hoogste intensiteit", a.max_intensiteit, b.max_intensiteit, number);
                changed("product", k, who, "algemene voorziening", a.algemeen, b.algemeen, ja_nee);
                changed("product", k, who, "crisis", a.crisis, b.crisis, ja_nee);
                changed("product", k, who, "maatwerk", a.maatwerk, b.maatwerk, ja_nee);
                changed("product", k, who, "gebroken maand", a.gebroken_maand, b.gebroken_maand, text);
                changed("product", k, who, "het profiel", a.profiel, b.profiel, text);
            },
            [&](auto const& k, auto const& p, bool came) {
                add("product", k,
                    fmt::format("Product {} {} {}.", p.code, p.omschrijving,
                                came ? fmt::format("komt erbij, {}", geldigheid(p.geldig)) : "vervalt"));
            });
    }

    /// Tarieven are told by day: what holds from a line's first day on, against what held then.
    void tarieven() {
        auto const key = [](model::ContractTarief const& t) {
            return fmt::format("{} {} {} {}", model::name(t.domein), t.product, t.eenheid.view(), t.aanbieder);
        };
        auto const who = [](model::ContractTarief const& t) { return t.aanbieder.empty() ? std::string("iedereen") : t.aanbieder; };
        std::map<std::string, std::pair<std::vector<model::ContractTarief const*>, std::vector<model::ContractTarief const*>>> lines;
        for (auto const& t : oud_.tarieven) lines[key(t)].first.push_back(&t);
        for (auto const& t : nieuw_.tarieven) lines[key(t)].second.push_back(&t);
        auto const on = [](std::vector<model::ContractTarief const*> const& all, model::Date op) -> model::ContractTarief const* {
            auto const it = std::ranges::find_if(all, [&](auto const* t) { return t->geldig.op(op); });
            return it == all.end() ? nullptr : *it;
        };
        for (auto const& [k, sides] : lines) {
            auto const& [left, right] = sides;
            for (auto const* t : right) {
                auto const* then = on(left, t->geldig.van);
                auto const* before = on(right, t->geldig.van - 1);
                auto const unit = eenheid_naam(t->eenheid);
                auto const day = model::to_dutch(t->geldig.van);
                if (then != nullptr && then->tarief == t->tarief) continue;
                if (then != nullptr && then->geldig.van == t->geldig.van)
                    add("tarief", k,
                        fmt::format("Tarief van {} voor {} vanaf {} wordt gewijzigd van {} in {} per {}.", t->product, who(*t), day,
                                    euro(then->tarief), euro(t->tarief), unit));
                else if (auto const* from = before != nullptr ? before : then; from != nullptr)
                    add("tarief", k,
                        fmt::format("Tarief van {} voor {} gaat op {} van {} naar {} per {}.", t->product, who(*t), day, euro(from->tarief),
                                    euro(t->tarief), unit));
                else
                    add("tarief", k,
                        fmt::format("Tarief van {} voor {} vanaf {} is nieuw: {} per {}.", t->product, who(*t), day, euro(t->tarief),
                                    unit));
            }
            // What was priced and is no more: the day after the last line that still is.
            for (auto const* t : left) {
                if (on(right, t->geldig.van) == nullptr)
                    add("tarief", k,
                        fmt::format("Tarief van {} voor {} ({}, {}) vervalt.", t->product, who(*t), euro(t->tarief),
                                    geldigheid(t->geldig)));
                else if (auto const* now = on(right, t->geldig.van); now->geldig.tot &&
                                                                     (!t->geldig.tot || *t->geldig.tot > *now->geldig.tot) &&
                                                                     on(right, *now->geldig.tot + 1) == nullptr)
                    add("tarief", k,
                        fmt::format("Tarief van {} voor {} houdt op na {}.", t->product, who(*t), model::to_dutch(*now->geldig.tot)));
            }
        }
    }

    void vormen() {
        pair(
            oud_.vormen, nieuw_.vormen, [](auto const& v) { return v.id; },
            [&](auto const& k, auto const& a, auto const& b) {
                auto const who = fmt::format("Contractvorm {}", k);
                auto const number = [](std::int32_t n) { return fmt::format("{}", n); };
                changed("vorm", k, who, "de basistermijn in jaren", a.basis_jaren, b.basis_jaren, number);
                changed("vorm", k, who, "de verlengingen in jaren", a.opties, b.opties,
                        [](auto const& o) { return fmt::format("{}", fmt::join(o, "+")); });
                changed("vorm", k, who, "de horizon van de boeggolf", a.boeggolf_horizon, b.boeggolf_horizon, number);
                changed("vorm", k, who, "de toetreding", a.toetreding, b.toetreding, [](auto t) { return model::name(t); });
                changed("vorm", k, who, "de opzegtermijn in maanden", a.opzeg_maanden, b.opzeg_maanden, number);
                if (a.instapmomenten != b.instapmomenten) add("vorm", k, fmt::format("{} krijgt andere instapmomenten.", who));
            },
            [&](auto const& k, auto const&, bool came) {
                add("vorm", k, fmt::format("Contractvorm {} {}.", k, came ? "komt erbij" : "vervalt"));
            });
    }

    void percelen() {
        pair(
            oud_.percelen, nieuw_.percelen, [](auto const& p) { return p.id; },
            [&](auto const& k, auto const& a, auto const& b) {
                auto const who = fmt::format("Perceel {}", k);
                auto const paid = [](model::Bekostiging x) { return rules::contract::naam(x); };
                changed("perceel", k, who, "de bekostiging", a.bekostiging, b.bekostiging, paid);
                changed("perceel", k, who, "de contractvorm", a.vorm, b.vorm,
                        [](auto const& v) { return v.empty() ? std::string("geen") : v; });
                changed("perceel", k, who, "lokaal", a.lokaal, b.lokaal, ja_nee);
                changed("perceel", k, who, "een toewijzing zonder einddatum", a.onbepaald, b.onbepaald, ja_nee);
                changed("perceel", k, who, "een toewijzing zonder product of omvang", a.zonder_detail, b.zonder_detail, ja_nee);
                changed("perceel", k, who, "één hoofdaanbieder", a.een_hoofdaanbieder, b.een_hoofdaanbieder, ja_nee);
                changed("perceel", k, who, "het grootste aantal aanbieders", a.meeste_aanbieders, b.meeste_aanbieders,
                        [](std::int32_t n) { return n == 0 ? std::string("onbeperkt") : fmt::format("{}", n); });
                for (auto const& g : nieuw_.gemeenten)
                    if (a.bekostiging_in(g.code) != b.bekostiging_in(g.code) && (a.bekostiging == b.bekostiging))
                        add("perceel", k,
                            fmt::format("{}: de bekostiging in {} gaat van {} naar {}.", who, g.naam, paid(a.bekostiging_in(g.code)),
                                        paid(b.bekostiging_in(g.code))));
            },
            [&](auto const& k, auto const& p, bool came) {
                add("perceel", k, fmt::format("Perceel {} {} {}.", k, p.naam, came ? "komt erbij" : "vervalt"));
            });
    }

    void overeenkomsten() {
        pair(
            oud_.overeenkomsten, nieuw_.overeenkomsten, [](auto const& o) { return o.aanbieder + " " + o.perceel; },
            [&](auto const& k, auto const& a, auto const& b) {
                auto const who = fmt::format("Overeenkomst met {} {} voor perceel {}", b.aanbieder, b.naam, b.perceel);
                changed("overeenkomst", k, who, "het begin", a.geldig.van, b.geldig.van, [](model::Date d) { return model::to_dutch(d); });
                if (a.geldig.tot != b.geldig.tot)
                    add("overeenkomst", k, fmt::format("{} {}; eerst: {}.", who, einde(b.geldig.tot), einde(a.geldig.tot)));
                changed("overeenkomst", k, who, "de acceptatieplicht", a.acceptatieplicht, b.acceptatieplicht, ja_nee);
                changed("overeenkomst", k, who, "de rol", a.rol, b.rol, [](auto const& r) { return r.empty() ? std::string("geen") : r; });
                changed("overeenkomst", k, who, "de hoofdaannemer", a.hoofdaannemer, b.hoofdaannemer,
                        [](auto const& h) { return h.empty() ? std::string("geen") : h; });
                changed("overeenkomst", k, who, "de gemeenten", a.gemeenten, b.gemeenten,
                        [](auto const& g) { return fmt::format("{}", fmt::join(g, " ")); });
                auto const stop = [](model::Overeenkomst const& o) {
                    return o.clientenstop ? geldigheid(*o.clientenstop) : std::string("geen");
                };
                changed("overeenkomst", k, who, "de cliëntenstop", stop(a), stop(b), [](auto const& s) { return s; });
            },
            [&](auto const& k, auto const& o, bool came) {
                add("overeenkomst", k,
                    fmt::format("Overeenkomst met {} {} voor perceel {} {}.", o.aanbieder, o.naam, o.perceel,
                                came ? fmt::format("komt erbij, {}", geldigheid(o.geldig)) : "vervalt"));
            });
    }

    void budgetten() {
        pair(
            oud_.budgetten, nieuw_.budgetten, [](auto const& b) { return b.id; },
            [&](auto const& k, auto const& a, auto const& b) {
                auto const who = fmt::format("{} {} ({})", model::name(b.vorm), k, budget_onderwerp(b));
                if (a.bedrag != b.bedrag)
                    add("budget", k,
                        fmt::format("{} gaat {} van {} naar {}.", who, b.bedrag > a.bedrag ? "omhoog" : "omlaag", euro(a.bedrag),
                                    euro(b.bedrag)));
                changed("budget", k, who, "de vorm", a.vorm, b.vorm, [](auto v) { return model::name(v); });
                changed("budget", k, who, "waarvoor", budget_onderwerp(a), budget_onderwerp(b), [](auto const& s) { return s; });
                changed("budget", k, who, "het verwachte aantal", a.verwacht_aantal, b.verwacht_aantal,
                        [](std::int32_t n) { return fmt::format("{}", n); });
                changed("budget", k, who, "de groep", a.groep, b.groep, [](auto const& g) { return g.empty() ? std::string("geen") : g; });
                changed("budget", k, who, "het signaal in basispunten", a.signaal_bp, b.signaal_bp,
                        [](std::int32_t n) { return fmt::format("{}", n); });
            },
            [&](auto const& k, auto const& b, bool came) {
                add("budget", k,
                    fmt::format("{} {} ({}) {}.", model::name(b.vorm), k, budget_onderwerp(b),
                                came ? "komt erbij: " + euro(b.bedrag) : "vervalt"));
            });
    }

    void capaciteit() {
        pair(
            oud_.capaciteit, nieuw_.capaciteit, [](auto const& c) { return c.id; },
            [&](auto const& k, auto const& a, auto const& b) {
                auto const who = fmt::format("Plekken {}", k);
                auto const number = [](std::int32_t n) { return fmt::format("{}", n); };
                changed("capaciteit", k, who, "het aantal", a.aantal, b.aantal, number);
                changed("capaciteit", k, who, "het signaal", a.signaal_vanaf, b.signaal_vanaf, number);
                changed("capaciteit", k, who, "instemming nodig", a.instemming, b.instemming, ja_nee);
                changed("capaciteit", k, who, "de geldigheid", geldigheid(a.geldig), geldigheid(b.geldig), [](auto const& s) { return s; });
                if (std::tie(a.perceel, a.product, a.aanbieder, a.gemeente, a.per_jaar) !=
                    std::tie(b.perceel, b.product, b.aanbieder, b.gemeente, b.per_jaar))
                    add("capaciteit", k, fmt::format("{} gaan over iets anders.", who));
            },
            [&](auto const& k, auto const& c, bool came) {
                add("capaciteit", k, fmt::format("Plekken {} ({}) {}.", k, c.aantal, came ? "komen erbij" : "vervallen"));
            });
    }

    void deelname() {
        pair(
            oud_.geen_deelname, nieuw_.geen_deelname,
            [](auto const& d) { return fmt::format("{} {}{}", d.gemeente, d.perceel, d.product); },
            [&](auto const& k, auto const& a, auto const& b) {
                if (geldigheid(a.geldig) != geldigheid(b.geldig))
                    add("deelname", k,
                        fmt::format("Gemeente {} doet {} niet mee aan {}{}, eerst {}.", b.gemeente, geldigheid(b.geldig), b.perceel,
                                    b.product, geldigheid(a.geldig)));
            },
            [&](auto const& k, auto const& d, bool came) {
                add("deelname", k,
                    fmt::format("Gemeente {} doet {} mee aan {}{}.", d.gemeente, came ? "niet meer" : "weer", d.perceel, d.product));
            });
    }

    void opslagen() {
        auto const amount = [](model::Opslag const& o) {
            return o.basispunten != 0 ? fmt::format("{} basispunten", o.basispunten) : euro(o.bedrag);
        };
        pair(
            oud_.opslagen, nieuw_.opslagen,
            [](auto const& o) { return fmt::format("{} {} {} {}", model::name(o.domein), o.product, o.aanbieder, o.criterium); },
            [&](auto const& k, auto const& a, auto const& b) {
                auto const who = fmt::format("Opslag op {} ({})", b.product, b.criterium);
                changed("opslag", k, who, "de hoogte", amount(a), amount(b), [](auto const& s) { return s; });
                changed("opslag", k, who, "de geldigheid", geldigheid(a.geldig), geldigheid(b.geldig), [](auto const& s) { return s; });
            },
            [&](auto const& k, auto const& o, bool came) {
                add("opslag", k,
                    fmt::format("Opslag op {} ({}, {}) {}.", o.product, o.criterium, amount(o), came ? "komt erbij" : "vervalt"));
            });
    }

    void combinaties() {
        auto const text = [](model::Combinatie const& c) {
            return fmt::format("{} {} {}", c.deze, c.sluit_uit ? "nooit samen met" : "alleen naast", fmt::join(c.die, ", "));
        };
        pair(
            oud_.combinaties, nieuw_.combinaties, text,
            [&](auto const& k, auto const& a, auto const& b) {
                if (geldigheid(a.geldig) != geldigheid(b.geldig))
                    add("combinatie", k, fmt::format("{} geldt {} in plaats van {}.", k, geldigheid(b.geldig), geldigheid(a.geldig)));
            },
            [&](auto const& k, auto const&, bool came) { add("combinatie", k, fmt::format("{}: {}.", k, came ? "nieuw" : "vervalt")); });
    }

    void regels() {
        for (auto const& l : rules::contract::legitimiteit()) {
            if (!l.kijkt) continue;
            auto const a = oud_.heeft_afspraken() ? regel_gevolg(oud_, l.regel, l.bericht) : "uit";
            auto const b = nieuw_.heeft_afspraken() ? regel_gevolg(nieuw_, l.regel, l.bericht) : "uit";
            if (a == b) continue;
            auto const does = [](std::string const& g) {
                if (g == "afkeuren") return "keurt af";
                if (g == "aanhouden") return "houdt aan";
                if (g == "signaleren") return "signaleert";
                return "staat uit";
            };
            add("regel", fmt::format("{} {}", l.regel, l.bericht),
                fmt::format("Regel {} {} nu op een {}; eerst: {}.", l.regel, does(b), l.bericht, does(a)));
        }
    }

    void parameters() {
        auto const& a = oud_.parameters;
        auto const& b = nieuw_.parameters;
        auto const number = [](std::int32_t n) { return fmt::format("{}", n); };
        auto const one = [&](char const* naam, auto const& x, auto const& y, auto const& show) {
            changed("parameter", naam, "Parameter", naam, x, y, show);
        };
        one("trajectplan_dagen", a.trajectplan_dagen, b.trajectplan_dagen, number);
        one("toewijzing_dagen", a.toewijzing_dagen, b.toewijzing_dagen, number);
        one("start_dagen", a.start_dagen, b.start_dagen, number);
        one("buiten_raam_bp", a.buiten_raam_bp, b.buiten_raam_bp, number);
        one("declaratie_maanden", a.declaratie_maanden, b.declaratie_maanden, number);
        one("plafond_tot_en_met", a.plafond_tot_en_met, b.plafond_tot_en_met, ja_nee);
        one("vrijval_niet_gedeclareerd", a.vrijval_niet_gedeclareerd, b.vrijval_niet_gedeclareerd, ja_nee);
        one("profiel_verplicht", a.profiel_verplicht, b.profiel_verplicht, ja_nee);
        one("wmo_verwijzers_geweigerd", a.wmo_verwijzers_geweigerd, b.wmo_verwijzers_geweigerd,
            [](auto const& v) { return fmt::format("[{}]", fmt::join(v, " ")); });
    }

    model::Contract const& oud_;
    model::Contract const& nieuw_;
    std::vector<Verschil> uit_;
};

} // namespace

std::vector<Verschil> verschil(model::Contract const& oud, model::Contract const& nieuw) { return Vergelijking(oud, nieuw).all(); }

} // namespace gateway
