#include "gateway/http/from_store.hpp"

#include "gateway/run_on.hpp"

#include <memory>

namespace gateway::http {

namespace {

constexpr unsigned distrust_after = 3; ///< failed reads in a row

} // namespace

boost::asio::awaitable<Answer> from_store(Services& services, Lookup lookup) {
    Place const place(services.lezers);
    if (!place) co_return try_again("Er zijn te veel verzoeken tegelijk; probeer het zo opnieuw.", 1);
    using Looked = std::unique_ptr<model::Result<Answer>>;
    Looked const looked = co_await run_on(services.read, [&] { return std::make_unique<model::Result<Answer>>(lookup(*services.reader)); });
    if (*looked) {
        services.leesfouten = 0;
        co_return std::move(**looked);
    }
    auto const& error = looked->error();
    services.log.write(LogNiveau::fout, "lezen_faalt", {{"fout", model::name(error.code)}, {"toelichting", error.context}});
    if (error.effect() == model::Effect::stop && ++services.leesfouten >= distrust_after) services.distrusted = true;
    co_return try_again("De opslag kon nu niet worden gelezen; probeer het later opnieuw.", 5);
}

} // namespace gateway::http
