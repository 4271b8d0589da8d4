#include "gateway/omgeving.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace gateway {

namespace json = boost::json;

Omgeving omgeving(Config const& config, Partners const& partners, xsd::SchemaSet const& schemas) {
    Omgeving uit{config.feestdagen, config.vrije_dagen, config.toch_werkdagen, config.test_bsn == "weigeren", {}, {}};
    for (auto const& link : partners.links())
        if (link.modus == Modus::relay)
            for (auto const& organisatie : link.organisaties) uit.relay.push_back({organisatie, link.geldig});
    std::ranges::sort(uit.relay);
    for (auto const& release : schemas.releases()) uit.releases.emplace_back(release->versie, release->hash);
    return uit;
}

std::string to_json(Omgeving const& omgeving) {
    json::array relay;
    for (auto const& r : omgeving.relay)
        relay.push_back(json::object{{"organisatie", r.organisatie}, {"van", r.geldig.begin.days}, {"tot", r.geldig.einde.days}});
    json::array releases;
    for (auto const& [versie, hash] : omgeving.releases) releases.push_back(json::object{{"versie", versie}, {"hash", hash}});
    return json::serialize(json::object{{"feestdagen", omgeving.feestdagen},
                                        {"vrije_dagen", omgeving.vrije_dagen},
                                        {"toch_werkdagen", omgeving.toch_werkdagen},
                                        {"test_bsn", omgeving.weiger_test_bsn ? "weigeren" : "toestaan"},
                                        {"relay", std::move(relay)},
                                        {"releases", std::move(releases)}});
}

model::Result<Omgeving> parse_omgeving(std::string_view text) {
    try {
        auto const parsed = json::parse(json::string_view(text.data(), text.size()));
        auto const& o = parsed.as_object();
        auto const str = [](json::value const& v) { return std::string(std::string_view(v.as_string())); };
        auto const day = [](json::value const& v) { return model::Date{v.to_number<std::int32_t>()}; };
        Omgeving uit{str(o.at("feestdagen")), str(o.at("vrije_dagen")), str(o.at("toch_werkdagen")), o.at("test_bsn").as_string() == "weigeren",
                     {},                      {}};
        for (auto const& v : o.at("relay").as_array())
            uit.relay.push_back({str(v.at("organisatie")), {day(v.at("van")), day(v.at("tot"))}});
        for (auto const& v : o.at("releases").as_array()) uit.releases.emplace_back(str(v.at("versie")), str(v.at("hash")));
        Config config;
        for (auto const& [sleutel, waarde] : {std::pair<std::string_view, std::string const*>{"feestdagen", &uit.feestdagen},
                                              {"vrije_dagen", &uit.vrije_dagen},
                                              {"toch_werkdagen", &uit.toch_werkdagen}})
            if (auto const fault = set(config, sleutel, *waarde))
                return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "de bewaarde omgeving: " + *fault});
        return uit;
    } catch (std::exception const&) {
        return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "de bewaarde omgeving van besluiten is onleesbaar"});
    }
}

Pipeline maak_pipeline(std::shared_ptr<xsd::SchemaSet const> schemas, Omgeving const& omgeving) {
    Config config;
    config.feestdagen = omgeving.feestdagen;
    config.vrije_dagen = omgeving.vrije_dagen;
    config.toch_werkdagen = omgeving.toch_werkdagen;
    Pipeline pipeline(std::move(schemas), kalender(config));
    pipeline.weiger_test_bsn(omgeving.weiger_test_bsn);
    pipeline.relay([relay = omgeving.relay](std::string_view organisatie, model::Date dag) {
        return std::ranges::any_of(relay, [&](Omgeving::Relay const& r) {
            return r.organisatie == organisatie && r.geldig.begin <= dag && dag <= r.geldig.einde;
        });
    });
    return pipeline;
}

} // namespace gateway
