#include "gateway/replay/nacht.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/nachtelijk.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <pthread.h>

#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway::replay {

namespace {

constexpr std::chrono::seconds kijken{20}; ///< how often the clock is looked at
constexpr std::size_t getoond = 100;       ///< differences

/// Which message, and the names of what differs in it: what was and is stands in its decision record.
boost::json::object verschil_json(Verschil const& verschil) {
    std::vector<std::string_view> namen;
    for (auto const& afwijking : verschil.afwijkingen) namen.push_back(afwijking.wat);
    return {{"bericht", verschil.bericht},
            {"href", fmt::format("/v1/berichten/{}", verschil.bericht)},
            {"wat", fmt::format("{}", fmt::join(namen, "; "))}};
}

} // namespace

boost::json::object als_json(Nachtuitslag const& uitslag) {
    Verificatie const niets;
    auto const& gedaan = uitslag.verificatie;
    auto const& v = gedaan ? *gedaan : niets;
    boost::json::array verschillen;
    for (auto const& verschil : v.verschillen)
        if (verschillen.size() < getoond) verschillen.push_back(verschil_json(verschil));
    return {{"begonnen", utc_text(uitslag.begonnen_ms)},
            {"klaar", utc_text(uitslag.klaar_ms)},
            {"berichten", v.vergeleken},
            {"gelijk", v.vergeleken - v.aantal_verschillen - v.niet_na_te_gaan},
            {"anders", v.aantal_verschillen},
            {"niet_na_te_gaan", v.niet_na_te_gaan},
            {"fout", gedaan ? boost::json::value(nullptr) : boost::json::value(gedaan.error())},
            {"verschillen", std::move(verschillen)}};
}

Nacht::Nacht(std::filesystem::path data, std::shared_ptr<xsd::SchemaSet const> schemas, Omgeving omgeving, std::int64_t minuten, Klok klok,
             Metrics& metrics, Log& log, std::filesystem::path hoofdsleutel)
    : hoofdsleutel_(std::move(hoofdsleutel)),
      thread_([this, data = std::move(data), schemas = std::move(schemas), omgeving = std::move(omgeving), minuten, klok = std::move(klok),
               &metrics, &log] { run(data, schemas, omgeving, minuten, klok, metrics, log); }) {
    pthread_setname_np(thread_.native_handle(), "replay");
}

Nacht::~Nacht() {
    {
        std::scoped_lock const lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Nacht::run(std::filesystem::path const& data, std::shared_ptr<xsd::SchemaSet const> const& schemas, Omgeving const& omgeving,
                std::int64_t minuten, Klok const& klok, Metrics& metrics, Log& log) {
    wijk();
    auto vorige = klok().utc_ms;
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, kijken, [this] { return stop_.load(); })) {
        auto const moment = klok();
        bool const tijd = tijd_verstreken(minuten, vorige, moment.utc_ms);
        vorige = moment.utc_ms;
        if (!tijd) continue;
        lock.unlock();
        auto uitslag = draai(data, schemas, omgeving, moment, metrics, log, stop_, hoofdsleutel_);
        lock.lock();
        if (uitslag) laatste_ = std::move(uitslag);
    }
}

std::shared_ptr<Nachtuitslag const> Nacht::laatste() const {
    std::scoped_lock const lock(mutex_);
    return laatste_;
}

std::shared_ptr<Nachtuitslag const> Nacht::draai(std::filesystem::path const& data, std::shared_ptr<xsd::SchemaSet const> schemas,
                                                 Omgeving const& omgeving, Moment moment, Metrics& metrics, Log& log,
                                                 std::atomic<bool> const& stop, std::filesystem::path const& hoofdsleutel) {
    auto const begin = std::chrono::steady_clock::now();
    auto uitslag = [&]() -> model::Result<Verificatie> {
        auto const reader = store::sqlite::open_reader(data, hoofdsleutel);
        if (!reader) return std::unexpected(reader.error());
        Herhaalopdracht opdracht{.schemas = std::move(schemas), .omgeving = omgeving, .met_schema = true};
        opdracht.stop = [&stop] { return stop.load(); };
        opdracht.begin_draad = wijk;
        return verifieer(**reader, opdracht, {});
    }();
    if (stop) return nullptr;
    auto const duur = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
    if (!uitslag) {
        metrics.replay(moment.utc_ms / 1000, false, 0, 0);
        log.write(LogNiveau::fout, "replay_niet_gelukt", {{"fout", uitslag.error().context}, {"duur_ms", duur}});
        return std::make_shared<Nachtuitslag const>(moment.utc_ms, moment.utc_ms + duur, std::unexpected(uitslag.error().context));
    }
    metrics.replay(moment.utc_ms / 1000, true, uitslag->vergeleken, uitslag->aantal_verschillen);
    auto const eerste = uitslag->verschillen.empty() ? 0 : uitslag->verschillen.front().bericht;
    log.write(uitslag->gelijk() ? LogNiveau::info : LogNiveau::fout, uitslag->gelijk() ? "replay_gelijk" : "replay_verschilt",
              {{"vergeleken", uitslag->vergeleken}, {"verschillen", uitslag->aantal_verschillen}, {"eerste", eerste}, {"duur_ms", duur}});
    return std::make_shared<Nachtuitslag const>(moment.utc_ms, moment.utc_ms + duur, std::move(*uitslag));
}

} // namespace gateway::replay
