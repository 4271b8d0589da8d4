#include "gateway/http/from_store.hpp"

#include "gateway/run_on.hpp"

#include <chrono>
#include <memory>

namespace gateway::http {

namespace {

constexpr unsigned distrust_after = 3; ///< failed reads in a row
constexpr std::chrono::seconds langst{30}; ///< a read; while it goes on the log of the database cannot be emptied

/// What the answer of a look-up is, within its time.
model::Result<Answer> look(store::Reader& reader, Lookup const& lookup) {
    struct Einde {
        store::Reader& reader;
        ~Einde() { reader.stop_when({}); }
    } const einde{reader};
    reader.stop_when([uiterlijk = std::chrono::steady_clock::now() + langst] { return std::chrono::steady_clock::now() > uiterlijk; });
    return lookup(reader);
}

} // namespace

boost::asio::awaitable<Answer> from_store(Services& services, Lookup lookup) {
    Place const place(services.lezers);
    if (!place) co_return try_again("Er zijn te veel verzoeken tegelijk; probeer het zo opnieuw.", 1);
    using Looked = std::unique_ptr<model::Result<Answer>>;
    Looked const looked = co_await run_on(services.read, [&] { return std::make_unique<model::Result<Answer>>(look(*services.reader, lookup)); });
    if (*looked) {
        services.leesfouten = 0;
        co_return std::move(**looked);
    }
    auto const& error = looked->error();
    services.log.write(LogNiveau::fout, "lezen_faalt", {{"fout", model::name(error.code)}, {"toelichting", error.context}});
    if (error.effect() == model::Effect::stop && ++services.leesfouten >= distrust_after) services.distrusted = true;
    if (error.code == model::ErrorCode::overloaded)
        co_return try_again("Dit zoeken duurde te lang en is afgebroken; vraag om minder tegelijk, of probeer het op een stiller moment.", 30);
    co_return try_again("De opslag kon nu niet worden gelezen; probeer het later opnieuw.", 5);
}

boost::asio::awaitable<Answer> from_report(Services& services, std::string_view wat, Lookup lookup) {
    Place const place(services.rapportplaatsen);
    if (!place) co_return try_again("Er worden te veel rapporten tegelijk gemaakt; probeer het zo opnieuw.", 5);
    using Made = std::unique_ptr<model::Result<Answer>>;
    Made const made = co_await run_on(services.rapport, [&]() -> Made {
        if (!services.rapport_reader) {
            auto reader = services.store->reader();
            if (!reader) return std::make_unique<model::Result<Answer>>(std::unexpected(reader.error()));
            services.rapport_reader = std::move(*reader);
        }
        return std::make_unique<model::Result<Answer>>(lookup(*services.rapport_reader));
    });
    if (*made) co_return std::move(**made);
    auto const& error = made->error();
    services.log.write(LogNiveau::fout, wat, {{"fout", model::name(error.code)}, {"toelichting", error.context}});
    co_return try_again("Dit kon nu niet worden gemaakt; probeer het later opnieuw.", 5);
}

} // namespace gateway::http
