#include "gateway/http/herhaling.hpp"

#include "gateway/json_tekst.hpp"
#include "gateway/replay/nacht.hpp"

#include <boost/json/serialize.hpp>

namespace gateway::http {

Answer herhaling(Services const& services) {
    auto const& nacht = services.nacht;
    boost::json::object out{{"aan", nacht != nullptr}, {"tijd", text_or_null(services.config.replay_om)}, {"laatst", nullptr}};
    if (auto const laatste = nacht ? nacht->laatste() : nullptr) out["laatst"] = replay::als_json(*laatste);
    return json(200, boost::json::serialize(out));
}

} // namespace gateway::http
