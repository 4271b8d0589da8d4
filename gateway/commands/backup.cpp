#include "gateway/audit/sleutel.hpp"
#include "gateway/besluit_json.hpp"
#include "gateway/commands/command.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/config.hpp"
#include "gateway/nachtelijk.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/reservekopie.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string naar;
    std::string van;
    std::string tot;
    std::string sleutel;
    std::int64_t meeste_log_mib = 2048;
    bool json = false;
};

/// Tells how far it is once a second, after the first.
reservekopie::Voortgang told() {
    using Clock = std::chrono::steady_clock;
    return [next = Clock::now() + std::chrono::seconds(1)](std::string_view wat, std::uint64_t klaar,
                                                           std::uint64_t van) mutable -> model::Result<void> {
        if (Clock::now() < next) return {};
        next = Clock::now() + std::chrono::seconds(1);
        if (van <= 1) fmt::print(stderr, "{}\n", wat);
        else fmt::print(stderr, "{}: {} van {}\n", wat, klaar, van);
        return {};
    };
}

model::Result<std::optional<store::audit::PublicKey>> public_key(std::string const& file) {
    if (file.empty()) return std::nullopt;
    auto const pem = read_input(file);
    if (!pem) return std::unexpected(pem.error());
    auto const key = store::audit::public_key_from_pem(*pem);
    if (!key) return std::unexpected(key.error());
    return *key;
}

int backup(Options const& options) {
    auto const key = public_key(options.sleutel);
    if (!key) return fail(key.error());
    auto const begin = std::chrono::steady_clock::now();
    wijk(); // the store may be in use
    reservekopie::Opdracht opdracht{.data = options.data,
                                    .naar = options.naar,
                                    .moment_ms = system_clock(std::nullopt)().utc_ms,
                                    .meeste_log = static_cast<std::uint64_t>(options.meeste_log_mib) << 20,
                                    .sleutel = *key,
                                    .tot_segment = {},
                                    .hoofdsleutel = options.hoofdsleutel};
    auto const made = reservekopie::maak(opdracht, told());
    if (!made) return fail_of_bedorven(made.error());
    auto const ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
    auto const& manifest = made->manifest;
    if (options.json)
        fmt::print("{}\n", boost::json::serialize(boost::json::object{{"map", made->map.string()},
                                                                      {"bytes", manifest.bestanden.front().bytes},
                                                                      {"regels", manifest.regels},
                                                                      {"wortel", store::audit::hex(manifest.wortel)},
                                                                      {"controlepunt", manifest.controlepunt},
                                                                      {"duur_ms", ms}}));
    else
        fmt::print("Reservekopie in {}: {} MiB, {} regels in het auditlog, alles nagekeken, {} ms.\n", made->map.string(),
                   manifest.bestanden.front().bytes >> 20, manifest.regels, ms);
    return exit_done;
}

int restore(Options const& options) {
    reservekopie::Terugzetten opdracht{options.van, options.data, std::nullopt, std::nullopt, options.hoofdsleutel};
    if (!options.tot.empty()) {
        opdracht.tot_ms = reservekopie::parse_moment(options.tot);
        if (!opdracht.tot_ms)
            return fail({model::ErrorCode::wrong_use,
                         fmt::format("--tot {}: geef een moment in UTC, bijvoorbeeld 2026-11-22T19:15:00Z.", options.tot)});
    }
    auto const key = public_key(options.sleutel);
    if (!key) return fail(key.error());
    opdracht.sleutel = *key;
    auto const begin = std::chrono::steady_clock::now();
    auto const uit = reservekopie::zet_terug(opdracht, told());
    if (!uit) return fail_of_bedorven(uit.error());
    auto const ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
    if (options.json)
        fmt::print("{}\n", boost::json::serialize(boost::json::object{{"kopie", uit->kopie.string()},
                                                                      {"moment", utc_text(uit->moment_ms)},
                                                                      {"segmenten", uit->segmenten},
                                                                      {"regels", uit->regels},
                                                                      {"wortel", store::audit::hex(uit->wortel)},
                                                                      {"berichten", uit->berichten},
                                                                      {"duur_ms", ms}}));
    else
        fmt::print("Teruggezet in {}, zoals het was op {}: {} berichten, {} regels in het auditlog, {} segmenten, alles nagekeken, {} ms.\n",
                   options.data, utc_text(uit->moment_ms), uit->berichten, uit->regels, uit->segmenten, ms);
    return exit_done;
}

} // namespace

void add_backup(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("backup", "Maak een reservekopie, ook van een opslag die in gebruik is, en kijk haar helemaal na");
    command->add_option("--data", options->data, "Gegevensmap")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--naar", options->naar, "Map waarin de kopie een eigen map krijgt")->required();
    command->add_option("--sleutel", options->sleutel, "Openbare sleutel (PEM) van het auditlog, om ook de handtekeningen na te kijken");
    command->add_option("--log-max", options->meeste_log_mib, "MiB: groeit het logboek van de databank intussen hierboven, dan stopt de kopie")
        ->check(CLI::Range(1, 1'000'000));
    command->add_flag("--json", options->json, "Uitvoer als JSON");
    command->callback([options, &chosen] { chosen = [options] { return backup(*options); }; });
}

void add_restore(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("restore", "Zet een reservekopie terug, met wat er daarna is vastgelegd tot een moment, en kijk alles na");
    command->add_option("--van", options->van, "Een kopie, of de map van `verscheping`")->required();
    command->add_option("--data", options->data, "Gegevensmap waarin nog geen opslag staat")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--tot", options->tot, "Tot welk moment (UTC, 2026-11-22T19:15:00Z); zonder: zo ver als het gaat");
    command->add_option("--sleutel", options->sleutel, "Openbare sleutel (PEM) van het auditlog, om ook de handtekeningen na te kijken");
    command->add_flag("--json", options->json, "Uitvoer als JSON");
    command->callback([options, &chosen] { chosen = [options] { return restore(*options); }; });
}

} // namespace gateway::commands
