#include "gateway/replay/wat_als_loop.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/json_tekst.hpp"
#include "gateway/nachtelijk.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace gateway::replay {

std::string_view name(Loopstand stand) {
    switch (stand) {
    case Loopstand::bezig: return "bezig";
    case Loopstand::klaar: return "klaar";
    case Loopstand::gestopt: return "gestopt";
    case Loopstand::mislukt: return "mislukt";
    }
    return {};
}

std::string href(WatAlsRun const& run) { return fmt::format("/v1/whatif/{}", run.id); }

boost::json::object als_json(WatAlsRun const& run) {
    return {{"id", run.id},
            {"bundel", run.bundel},
            {"hash", run.hash},
            {"van", model::to_string(run.periode.begin)},
            {"tot", model::to_string(run.periode.einde)},
            {"wie", run.wie},
            {"begonnen", utc_text(run.begonnen_ms)},
            {"klaar", run.klaar_ms ? boost::json::value(utc_text(*run.klaar_ms)) : boost::json::value(nullptr)},
            {"stand", name(run.stand)},
            {"gedaan", run.gedaan},
            {"totaal", run.totaal},
            {"fout", text_or_null(run.fout)},
            {"href", href(run)}};
}

WatAlsLoop::WatAlsLoop(std::filesystem::path data, std::filesystem::path hoofdsleutel, std::shared_ptr<xsd::SchemaSet const> schemas,
                       Omgeving omgeving, Klok klok, Log& log)
    : data_(std::move(data)), hoofdsleutel_(std::move(hoofdsleutel)), schemas_(std::move(schemas)), omgeving_(std::move(omgeving)),
      klok_(std::move(klok)), log_(log) {}

WatAlsLoop::~WatAlsLoop() {
    stop();
    if (thread_.joinable()) thread_.join();
}

std::expected<WatAlsRun, WatAlsRun> WatAlsLoop::begin(std::string id, WatAlsVraag vraag) {
    {
        std::scoped_lock const lock(mutex_);
        for (auto const& run : runs_)
            if (run->stand == Loopstand::bezig) return std::unexpected(*run);
    }
    if (thread_.joinable()) thread_.join(); // the last thing it did was to say that it was done
    stop_ = false;
    auto run = std::make_shared<WatAlsRun>(WatAlsRun{.id = std::move(id),
                                                     .bundel = fmt::format("{}@{}", vraag.bundel.naam, vraag.bundel.versie),
                                                     .hash = vraag.bundel.hash,
                                                     .periode = vraag.periode,
                                                     .gemeenten = vraag.gemeenten,
                                                     .wie = vraag.wie,
                                                     .begonnen_ms = klok_().utc_ms});
    auto const begonnen = *run;
    {
        std::scoped_lock const lock(mutex_);
        runs_.push_front(run);
        if (runs_.size() > bewaard) runs_.resize(bewaard);
    }
    thread_ = std::thread([this, vraag = std::move(vraag), run = std::move(run)] { draai(vraag, run); });
    pthread_setname_np(thread_.native_handle(), "whatif");
    return begonnen;
}

std::vector<WatAlsRun> WatAlsLoop::runs() const {
    std::scoped_lock const lock(mutex_);
    std::vector<WatAlsRun> out;
    for (auto const& run : runs_) out.push_back(*run);
    return out;
}

std::optional<WatAlsRun> WatAlsLoop::vind(std::string_view id) const {
    std::scoped_lock const lock(mutex_);
    auto const at = std::ranges::find_if(runs_, [&](auto const& run) { return run->id == id; });
    return at == runs_.end() ? std::nullopt : std::optional(**at);
}

bool WatAlsLoop::wis(std::string_view id) {
    std::scoped_lock const lock(mutex_);
    auto const at = std::ranges::find_if(runs_, [&](auto const& run) { return run->id == id; });
    if (at == runs_.end()) return false;
    if ((*at)->stand == Loopstand::bezig) stop_ = true;
    else runs_.erase(at);
    return true;
}

void WatAlsLoop::stop() { stop_ = true; }

model::Result<WatAls> WatAlsLoop::reken(WatAlsVraag const& vraag, WatAlsRun& run) {
    auto const reader = store::sqlite::open_reader(data_, hoofdsleutel_);
    if (!reader) return std::unexpected(reader.error());
    Herhaalopdracht opdracht{.schemas = schemas_, .omgeving = omgeving_};
    opdracht.anders = Anders{vraag.bundel, vraag.periode.begin};
    opdracht.stop = [this] { return stop_.load(); };
    opdracht.begin_draad = wijk;
    opdracht.voortgang = [this, &run](std::uint64_t gedaan, std::uint64_t totaal) {
        std::scoped_lock const lock(mutex_);
        run.gedaan = gedaan;
        run.totaal = totaal;
    };
    return wat_als(**reader, opdracht, vraag.periode, {.gemeenten = vraag.gemeenten, .gevallen = meeste_gevallen});
}

void WatAlsLoop::draai(WatAlsVraag const& vraag, std::shared_ptr<WatAlsRun> const& run) {
    wijk();
    std::shared_ptr<WatAls const> uitslag;
    std::string fout;
    try {
        auto gerekend = reken(vraag, *run);
        if (gerekend) uitslag = std::make_shared<WatAls const>(std::move(*gerekend));
        else fout = gerekend.error().context;
    } catch (std::exception const&) {
        // A bug or no memory: what() may quote a message.
        fout = "Door een fout van ketenpoort is dit niet uitgerekend.";
    }
    auto const klaar_ms = klok_().utc_ms;
    auto const stand = uitslag ? Loopstand::klaar : stop_ ? Loopstand::gestopt : Loopstand::mislukt;
    log_.write(stand == Loopstand::mislukt ? LogNiveau::fout : LogNiveau::info, "whatif",
               {{"stand", name(stand)}, {"bundel", run->bundel}, {"duur_ms", klaar_ms - run->begonnen_ms}, {"fout", fout}});
    std::scoped_lock const lock(mutex_);
    run->klaar_ms = klaar_ms;
    if (uitslag) run->gedaan = run->totaal; // the last leaves may be nothing that is decided
    run->uitslag = std::move(uitslag);
    if (stand == Loopstand::mislukt) run->fout = std::move(fout);
    run->stand = stand;
}

} // namespace gateway::replay
