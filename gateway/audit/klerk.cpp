#include "gateway/audit/klerk.hpp"

#include "gateway/run_on.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <future>

namespace gateway::audit {

namespace {

namespace asio = boost::asio;

constexpr auto checked = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds look_every{1};
constexpr std::chrono::seconds sign_within{60};
constexpr std::chrono::seconds stop_after{180};
constexpr std::uint64_t sign_after = 1000; ///< leaves

} // namespace

bool moet_tekenen(Ongetekend const& wat) { return wat.leaves >= sign_after || (wat.leaves > 0 && wat.sinds >= sign_within); }

bool te_lang_ongetekend(Ongetekend const& wat) { return wat.leaves > 0 && wat.sinds >= stop_after; }

Ongetekend Klerk::ongetekend(std::uint64_t regels) const {
    return {regels > getekend_ ? regels - getekend_ : 0, std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - sinds_)};
}

model::Result<std::string> Klerk::begin(store::audit::SigningKey sleutel) {
    sleutel_ = std::make_unique<store::audit::SigningKey>(std::move(sleutel));
    auto& log = services_.reader->logboek();
    auto wat = bezwaar(log, *sleutel_, services_.config.audit_kopie);
    if (!wat || !wat->empty()) return wat;
    auto const laatste = log.controlepunt(INT64_MAX);
    if (!laatste) return std::unexpected(laatste.error());
    if (*laatste) {
        getekend_ = (*laatste)->grootte;
        services_.metrics.controlepunt(static_cast<std::int64_t>(getekend_), (*laatste)->moment_ms / 1000);
    }
    if (!services_.config.audit_kopie.empty()) gekopieerd_ = laatste_kopie(services_.config.audit_kopie);
    sinds_ = std::chrono::steady_clock::now();
    return wat;
}

store::Store::Work Klerk::werk(std::optional<store::Controlepunt>& uit) const {
    return [this, &uit, vorige = getekend_](store::Transaction& tx) -> model::Result<void> {
        auto punt = onderteken(tx, *sleutel_, vorige, services_.klok().utc_ms);
        if (!punt) return std::unexpected(punt.error());
        uit = std::move(*punt);
        return {};
    };
}

void Klerk::klaar(model::Result<void> const& done, std::optional<store::Controlepunt> const& punt) {
    if (!done) {
        services_.log.write(LogNiveau::fout, "auditlog_niet_ondertekend",
                            {{"fout", model::name(done.error().code)}, {"toelichting", done.error().context}});
        return;
    }
    sinds_ = std::chrono::steady_clock::now();
    if (!punt) return;
    getekend_ = punt->grootte;
    services_.metrics.controlepunt(static_cast<std::int64_t>(punt->grootte), punt->moment_ms / 1000);
    services_.log.write(LogNiveau::info, "auditlog_ondertekend",
                        {{"regels", static_cast<std::int64_t>(punt->grootte)}, {"wortel", store::audit::hex(punt->wortel)}});
}

void Klerk::gekopieerd(std::vector<store::Controlepunt> const& punten, model::Result<void> const& done) {
    if (done && !punten.empty()) gekopieerd_ = punten.back().grootte;
    auto const fout = done ? std::string() : done.error().context;
    if (fout != gemeld_ && !fout.empty()) services_.log.write(LogNiveau::fout, "audit_kopie_mislukt", {{"fout", fout}});
    gemeld_ = fout;
}

asio::awaitable<void> Klerk::kopieer_volgende() {
    using Punten = std::vector<store::Controlepunt>;
    Punten const punten = co_await run_on(services_.read, [this] {
        auto found = te_kopieren(services_.reader->logboek(), gekopieerd_);
        return found ? std::move(*found) : Punten();
    });
    // The folder may be on another system that does not answer: that must not keep those who read waiting.
    model::Result<void> const done =
        co_await run_on(services_.work, [this, &punten] { return kopieer(punten, services_.config.audit_kopie); });
    gekopieerd(punten, done);
}

asio::awaitable<void> Klerk::run() {
    while (!stopping_) {
        std::optional<std::uint64_t> const regels = co_await run_on(services_.read, [this]() -> std::optional<std::uint64_t> {
            auto const einde = services_.reader->logboek().einde();
            return einde ? std::optional(einde->grootte) : std::nullopt;
        });
        if (regels == getekend_) sinds_ = std::chrono::steady_clock::now();
        if (regels && moet_tekenen(ongetekend(*regels))) {
            std::optional<store::Controlepunt> punt;
            model::Result<void> const done = co_await run_on(services_.store_thread, werk(punt));
            klaar(done, punt);
        }
        if (bool const te_lang = regels && te_lang_ongetekend(ongetekend(*regels)); regels && te_lang != services_.ongetekend) {
            services_.ongetekend = te_lang;
            services_.log.write(te_lang ? LogNiveau::fout : LogNiveau::waarschuwing, te_lang ? "auditlog_te_lang_ongetekend" : "auditlog_weer_ondertekend",
                                {{"regels", static_cast<std::int64_t>(*regels)}, {"ondertekend", static_cast<std::int64_t>(getekend_)}});
        }
        if (kopie_loopt_achter()) co_await kopieer_volgende();
        if (stopping_) co_return;
        timer_.expires_after(look_every);
        co_await timer_.async_wait(checked);
    }
}

void Klerk::besluit() {
    std::optional<store::Controlepunt> punt;
    std::promise<model::Result<void>> promise;
    auto future = promise.get_future();
    services_.store_thread.submit(werk(punt), [&promise](model::Result<void> done) { promise.set_value(std::move(done)); });
    auto const done = future.get();
    klaar(done, punt);
    if (!kopie_loopt_achter()) return;
    if (auto const punten = te_kopieren(services_.reader->logboek(), gekopieerd_))
        gekopieerd(*punten, kopieer(*punten, services_.config.audit_kopie));
}

} // namespace gateway::audit
