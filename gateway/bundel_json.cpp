#include "gateway/bundel_json.hpp"

#include "gateway/besluit_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>

namespace gateway {

namespace json = boost::json;

json::object summary_json(model::Contract const& c) {
    json::array gemeenten;
    for (auto const& g : c.gemeenten) gemeenten.push_back(json::value(g.code));
    return {{"bundel", c.label()},
            {"in_orde", true},
            {"naam", c.naam},
            {"versie", c.versie},
            {"hash", c.hash},
            {"geldig_van", model::to_string(c.geldig.van)},
            {"geldig_tot", c.geldig.tot ? json::value(model::to_string(*c.geldig.tot)) : json::value(nullptr)},
            {"gemeenten", std::move(gemeenten)},
            {"producten", c.producten.size()},
            {"tarieven", c.tarieven.size()},
            {"percelen", c.percelen.size()},
            {"overeenkomsten", c.overeenkomsten.size()},
            {"budgetten", c.budgetten.size()},
            {"capaciteit", c.capaciteit.size()}};
}

json::object contract_json(model::Contract const& c) {
    auto o = summary_json(c);
    auto const period = [](json::object& into, model::Geldigheid const& g) {
        into["geldig_van"] = model::to_string(g.van);
        into["geldig_tot"] = g.tot ? json::value(model::to_string(*g.tot)) : json::value(nullptr);
    };
    json::array producten;
    for (auto const& p : c.producten) {
        json::object product{{"domein", json::string(model::name(p.domein))},
                             {"categorie", p.categorie.str()},
                             {"code", p.code},
                             {"omschrijving", p.omschrijving},
                             {"eenheid", p.eenheid.str()}};
        period(product, p.geldig);
        producten.push_back(std::move(product));
    }
    json::array tarieven;
    for (auto const& t : c.tarieven) {
        json::object tarief{{"domein", json::string(model::name(t.domein))},
                            {"product", t.product},
                            {"eenheid", t.eenheid.str()},
                            {"aanbieder", t.aanbieder.empty() ? json::value(nullptr) : json::value(t.aanbieder)},
                            {"tarief_centen", t.tarief.cents}};
        period(tarief, t.geldig);
        tarieven.push_back(std::move(tarief));
    }
    o["producten"] = std::move(producten);
    o["tarieven"] = std::move(tarieven);
    return o;
}

json::object bundel_json(store::Bundel const& bundel) {
    return {{"naam", bundel.naam},
            {"versie", bundel.versie},
            {"hash", bundel.hash},
            {"actief", bundel.actief},
            {"actief_voor", json::value_from(bundel.actief_voor)},
            {"moment", utc_text(bundel.moment_ms)},
            {"gemeenten", json::value_from(bundel.gemeenten)}};
}

} // namespace gateway
