#include "gateway/commands/command.hpp"
#include "gateway/opnieuw.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/uit_json.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string toestand = "opgegeven";
    std::string oorzaak;
    std::string bestemming;
    std::string door;
    std::int64_t id = 0;
    bool json = false;
};

constexpr std::int64_t page_size = 200;

void print(Options const& options, store::Uit const& uit) {
    fmt::print("{}\n", options.json ? boost::json::serialize(uit_json(uit)) : uit_regel(uit));
}

store::UitFilter filter_of(Options const& options) {
    store::UitFilter filter;
    filter.toestand = store::outbox::parse_toestand(options.toestand);
    if (!options.oorzaak.empty()) filter.oorzaak = store::outbox::parse_oorzaak(options.oorzaak);
    filter.bestemming = options.bestemming;
    return filter;
}

int list(Options const& options) {
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    if (options.id != 0) {
        auto const uit = (*reader)->uit(options.id);
        if (!uit) return fail(uit.error());
        if (!*uit) return fail({model::ErrorCode::not_found, fmt::format("er is geen uitgaand bericht {}", options.id)});
        print(options, **uit);
        return exit_done;
    }
    store::UitId na = 0;
    std::int64_t count = 0;
    for (bool more = true; more;) {
        auto const page = (*reader)->uit_lijst(filter_of(options), na, page_size);
        if (!page) return fail(page.error());
        for (auto const& uit : *page) print(options, uit);
        count += static_cast<std::int64_t>(page->size());
        more = static_cast<std::int64_t>(page->size()) == page_size;
        if (more) na = page->back().id;
    }
    if (!options.json && count == 0) fmt::print("Er is niets {}.\n", options.toestand == "alle" ? "uitgegaan" : options.toestand);
    return exit_done;
}

int again(Options const& options) {
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto const moment_ms = system_clock(std::nullopt)().utc_ms;
    Heropend heropend;
    auto const done = (*store)->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto reopened = options.id != 0 ? heropen(tx, options.id, moment_ms, options.door)
                                        : heropen_alle(tx, filter_of(options), moment_ms, options.door);
        if (!reopened) return std::unexpected(reopened.error());
        heropend = std::move(*reopened);
        return {};
    });
    if (!done) return fail(done.error());
    if (heropend.onbekend) return fail({model::ErrorCode::not_found, fmt::format("er is geen uitgaand bericht {}", options.id)});
    if (heropend.niet_opgegeven) {
        fmt::print(stderr, "ketenpoort: alleen wat is opgegeven kan opnieuw worden gestuurd; {} wacht nog of is afgeleverd\n", options.id);
        return exit_rejected;
    }
    for (auto const id : heropend.ids)
        fmt::print("{}\n", options.json ? fmt::format("{{\"opnieuw\":{}}}", id) : fmt::format("{} gaat opnieuw", id));
    return exit_done;
}

} // namespace

void add_uit(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("uit", "Toon wat naar partners gaat, of laat opnieuw sturen wat niet aankwam");
    auto const oorzaken = CLI::IsMember({"onbereikbaar", "afgebroken", "tijd_op", "later", "storing", "geweigerd", "foutbericht", "eigen"});
    command->add_option("id", options->id, "Nummer van één uitgaand bericht");
    command->add_option("--data", options->data, "Gegevensmap")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--toestand", options->toestand, "wacht, afgeleverd, opgegeven of alle")
        ->check(CLI::IsMember({"wacht", "afgeleverd", "opgegeven", "alle"}))
        ->capture_default_str();
    command->add_option("--oorzaak", options->oorzaak, "Waarom de laatste poging mislukte")->check(oorzaken);
    command->add_option("--bestemming", options->bestemming, "Gemeentecode of AGB-code");
    command->add_flag("--json", options->json, "Een JSON-regel per bericht");
    command->footer("Voorbeelden:\n"
                    "  ketenpoort uit --data ./gegevens\n"
                    "  ketenpoort uit --data ./gegevens opnieuw 12 --door \"J. Jansen\"\n"
                    "  ketenpoort uit --data ./gegevens --oorzaak geweigerd opnieuw --door \"J. Jansen\"\n"
                    "De daemon mag niet op dezelfde map draaien; vraag hem dan via /v1/uit.");
    auto* opnieuw = command->add_subcommand("opnieuw", "Laat één opgegeven bericht opnieuw sturen, of alle met deze oorzaak of bestemming");
    opnieuw->add_option("nummer", options->id, "Nummer; zonder: alles wat --oorzaak en --bestemming kiezen");
    opnieuw->add_option("--door", options->door, "Wie dit doet")->required();
    command->callback([&chosen, options, opnieuw] {
        bool const sends = opnieuw->parsed();
        chosen = [options, sends] { return sends ? again(*options) : list(*options); };
    });
}

} // namespace gateway::commands
