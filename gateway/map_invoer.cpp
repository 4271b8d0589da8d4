#include "gateway/map_invoer.hpp"

#include "gateway/run_on.hpp"
#include "gateway/vsp/zip.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <span>

namespace gateway {

namespace {

namespace asio = boost::asio;

constexpr auto checked = asio::as_tuple(asio::use_awaitable);
/// Between two looks: a file that did not change for this long is whole.
constexpr std::chrono::milliseconds pauze{500};

/// A file as a work thread found it.
struct GelezenBestand {
    std::string inhoud;
    std::unique_ptr<Gelezen> gelezen; ///< looks into `inhoud`
    std::string fout;                 ///< it will never be a message: why, Dutch
    bool later = false;               ///< it cannot be read now
};
using Bestand = std::unique_ptr<GelezenBestand>;

Bestand lees(Pipeline const& pipeline, std::filesystem::path const& pad, BestandStand const& gezien, std::uint64_t grens) {
    auto bestand = std::make_unique<GelezenBestand>();
    if (gezien.grootte > grens) {
        bestand->fout = fmt::format("het bestand is groter dan {} bytes", grens);
        return bestand;
    }
    auto bytes = lees_bestand(pad, gezien, grens);
    if (!bytes) {
        bestand->later = true;
        return bestand;
    }
    bestand->inhoud = std::move(*bytes);
    if (vsp::is_zip(bestand->inhoud)) {
        auto xml = vsp::pak_uit(bestand->inhoud, grens);
        if (!xml) {
            bestand->fout = vsp::uitleg(xml.error());
            return bestand;
        }
        bestand->inhoud = std::move(*xml);
    }
    bestand->gelezen = std::make_unique<Gelezen>(pipeline.read(std::as_bytes(std::span(bestand->inhoud))));
    return bestand;
}

} // namespace

asio::awaitable<void> MapInvoer::run() {
    while (!stopping_ && !services_.config.map_in.empty()) {
        if (services_.refuses() == nullptr) co_await ronde();
        if (stopping_) co_return;
        timer_.expires_after(pauze);
        co_await timer_.async_wait(checked);
    }
}

asio::awaitable<void> MapInvoer::ronde() {
    using Seen = std::unique_ptr<std::expected<Blik, std::string>>;
    Seen nu = co_await run_on(services_.work,
                              [this] { return std::make_unique<std::expected<Blik, std::string>>(kijk_in_map(services_.config.map_in)); });
    auto const fout = *nu ? std::string() : nu->error();
    if (fout != gemeld_ && !fout.empty()) services_.log.write(LogNiveau::fout, "map_in_onleesbaar", {{"fout", fout}});
    gemeld_ = fout;
    if (!*nu) co_return;
    auto const ready = heel(vorige_, **nu);
    vorige_ = **nu;
    for (auto const& naam : ready) {
        if (stopping_ || services_.refuses() != nullptr || services_.wachtrij.full()) co_return;
        BestandStand const gezien = vorige_.at(naam);
        co_await neem(naam, gezien);
    }
}

asio::awaitable<void> MapInvoer::neem(std::string naam, BestandStand gezien) {
    Place const place(services_.wachtrij);
    std::filesystem::path const map(services_.config.map_in);
    auto const grens = static_cast<std::uint64_t>(services_.config.max_bericht) * 1024 * 1024;
    Bestand bestand = co_await run_on(services_.work, [&] { return lees(services_.pipeline, map / naam, gezien, grens); });
    if (bestand->later) co_return;

    std::string besluit;
    bool verwerkt = false;
    if (!bestand->fout.empty()) {
        besluit = boost::json::serialize(boost::json::object{{"uitkomst", "geweigerd"}, {"reden", bestand->fout}});
        services_.log.write(LogNiveau::waarschuwing, "bestand_geweigerd", {{"fout", bestand->fout}});
    } else {
        Antwoord antwoord;
        store::Store::Work work = [this, &bestand, &antwoord](store::Transaction& tx) -> model::Result<void> {
            auto decided = services_.pipeline.decide(tx, *bestand->gelezen, services_.klok(), "map", false);
            if (!decided) return std::unexpected(std::move(decided.error()));
            antwoord = std::move(*decided);
            return {};
        };
        model::Result<void> const done = co_await run_on(services_.store_thread, std::move(work), StoreThread::Commit::alone);
        if (!done) {
            services_.metrics.undecided(model::name(done.error().code));
            co_return; // it stays, and is tried again
        }
        verwerkt = !antwoord.niveau1;
        besluit = antwoord.besluit_json;
        services_.log.write(LogNiveau::info, antwoord.herhaald ? "bericht_herhaald" : "bericht_beslist",
                            {{"id", antwoord.id},
                             {"berichtsoort", antwoord.soort ? model::to_string(*antwoord.soort) : std::string("onbekend")},
                             {"uitkomst", antwoord.niveau1 ? std::string_view("ongeldig") : model::name(antwoord.uitkomst)},
                             {"kanaal", "map"}});
        if (antwoord.herhaald) services_.metrics.repeated();
        else services_.metrics.decided(antwoord);
    }
    std::string const fout = co_await run_on(services_.work, [&] { return ruim_op(map, naam, verwerkt, besluit); });
    if (!fout.empty()) services_.log.write(LogNiveau::fout, "bestand_niet_weggezet", {{"fout", fout}});
}

} // namespace gateway
