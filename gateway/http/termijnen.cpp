#include "gateway/http/termijnen.hpp"

#include "gateway/http/from_store.hpp"
#include "gateway/termijnen.hpp"

#include <boost/json.hpp>

namespace gateway::http {

namespace {

constexpr std::int64_t of_each_kind = 500;

} // namespace

boost::asio::awaitable<Answer> termijnen(Services& services) {
    auto const vandaag = services.klok().vandaag;
    Lookup lookup = [vandaag, &kalender = services.pipeline.kalender()](store::Reader& reader) -> model::Result<Answer> {
        auto const open = open_termijnen(reader, kalender, vandaag, of_each_kind);
        if (!open) return std::unexpected(open.error());
        boost::json::array list;
        for (auto const& termijn : *open) list.push_back(termijn_json(termijn, vandaag, kalender));
        return json(200,
                    boost::json::serialize(boost::json::object{{"vandaag", model::to_string(vandaag)}, {"termijnen", std::move(list)}}));
    };
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
