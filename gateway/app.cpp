#include "gateway/app.hpp"

#include "gateway/http/console.hpp"
#include "gateway/klok.hpp"
#include "gateway/omgeving.hpp"
#include "gateway/releases.hpp"
#include "gateway/replay/nacht.hpp"
#include "gateway/replay/wat_als_loop.hpp"
#include "gateway/run_on.hpp"
#include "gateway/termijnen.hpp"
#include "gateway/vertrouwen.hpp"
#include "gateway/werk_termijn.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <pthread.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

namespace gateway {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto checked = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds watch_period{1};
constexpr unsigned count_every = 10; ///< watch periods between two counts of the store
constexpr std::int64_t termijnen_geteld = 10'000; ///< of each kind; metrics count no further
constexpr std::chrono::milliseconds accept_pause{100};

/// Free bytes for us on the disk of a directory; 0 when it cannot be known.
std::int64_t free_bytes(std::string const& directory) {
    struct statvfs space {};
    if (::statvfs(directory.c_str(), &space) != 0) return 0;
    return static_cast<std::int64_t>(space.f_bavail) * static_cast<std::int64_t>(space.f_frsize);
}

/// Of the log of the database; 0: there is none.
std::int64_t log_bytes(std::string const& directory) {
    std::error_code gone;
    auto const bytes = std::filesystem::file_size(std::filesystem::path(directory) / "ketenpoort.db-wal", gone);
    return gone ? 0 : static_cast<std::int64_t>(bytes);
}

/// Of the environment; empty: it is not there.
std::string_view omgevingswaarde(char const* naam) {
    auto const* const waarde = std::getenv(naam);
    return waarde == nullptr ? std::string_view{} : std::string_view(waarde);
}

std::int64_t mib(std::int64_t bytes) { return bytes / (1024 * 1024); }

/// Empty when it does not listen.
std::string url(std::string_view scheme, tcp::acceptor const& acceptor) {
    if (!acceptor.is_open()) return {};
    auto const endpoint = acceptor.local_endpoint();
    auto const host = endpoint.address().to_string();
    return fmt::format("{}://{}:{}", scheme, endpoint.address().is_v6() ? "[" + host + "]" : host, endpoint.port());
}

/// What the watch reads on the read thread.
struct Waarneming {
    std::int64_t vrij = 0;
    std::int64_t databanklog = 0;
    std::optional<store::Reader::Tellingen> tellingen;
    std::vector<OpenTermijn> termijnen;
};

} // namespace

App::App(Config const& config, std::unique_ptr<store::Store> opened, std::unique_ptr<store::Reader> reader,
         std::shared_ptr<xsd::SchemaSet const> schemas, std::size_t workers)
    : log_(STDERR_FILENO, parse_log_niveau(config.log_niveau), config.log_vorm == "tekst" ? LogVorm::tekst : LogVorm::json),
      services_(config, std::move(opened), std::move(reader), std::move(schemas),
                niet_terug(
                    system_clock(config.vandaag.empty() ? std::nullopt : model::parse_date(config.vandaag)),
                    [] {
                        auto const stil = std::chrono::steady_clock::now().time_since_epoch();
                        return std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(stil).count()};
                    },
                    [this](std::int64_t sprong_ms) {
                        log_.write(LogNiveau::fout, "klok_versprong", {{"seconden", sprong_ms / 1000}});
                        sprongen_.meld(sprong_ms);
                    }),
                workers, log_,
                [this](model::Error const&) {
                    // On the store thread.
                    asio::post(io_, [this] {
                        services_.distrusted = true;
                        begin_stop("opslag", 2);
                    });
                }),
      dienst_(io_, services_, omgevingswaarde("NOTIFY_SOCKET"), parse_waaktermijn(omgevingswaarde("WATCHDOG_USEC"))),
      delivery_(io_, services_, [device = std::make_shared<std::random_device>()] { return std::uint32_t{(*device)()}; }) {
    services_.pipeline.weiger_test_bsn(config.test_bsn == "weigeren");
    services_.pipeline.relay([this](std::string_view organisatie, model::Date dag) {
        auto const boek = services_.relay_boek.load();
        auto const* link = boek ? boek->to(organisatie, dag) : nullptr;
        return link != nullptr && link->modus == Modus::relay;
    });
}

App::~App() = default;

model::Result<std::unique_ptr<App>> App::build(Config const& config) {
    if (system_clock(std::nullopt)().utc_ms < vroegst_ms)
        return std::unexpected(model::Error{model::ErrorCode::wrong_use,
                                            "de klok van deze machine staat voor 2020; zet haar gelijk (NTP) voor er iets wordt beslist"});
    auto schemas = load_releases(config.releases);
    if (!schemas) return std::unexpected(schemas.error());
    auto const sleutels = store::sqlite::sleutelbestand(config.data, config.hoofdsleutel);
    std::error_code fault;
    bool const had_sleutels = std::filesystem::exists(sleutels, fault);
    Log log(STDERR_FILENO, parse_log_niveau(config.log_niveau), config.log_vorm == "tekst" ? LogVorm::tekst : LogVorm::json);
    auto opened = store::sqlite::open(config.data, store::sqlite::random_nonce(), store::sqlite::check_when_small,
                                      store::sqlite::Bewaring::duurzaam, config.hoofdsleutel,
                                      [&log](std::string_view stand) { log.write(LogNiveau::info, "opslag_opent", {{"stand", std::string(stand)}}); });
    if (!opened) return std::unexpected(opened.error());
    if (!had_sleutels)
        log.write(LogNiveau::waarschuwing, "hoofdsleutel_gemaakt",
                  {{"bestand", sleutels.string()},
                   {"doe", "zet hem buiten de map met de opslag (instelling hoofdsleutel) en bewaar elders een kopie: zonder is ook een "
                           "reservekopie onleesbaar, en een reservekopie waar hij bij zit is onbeschermd"}});
    auto reader = (*opened)->reader();
    if (!reader) return std::unexpected(reader.error());
    auto const cores = std::max(1U, std::thread::hardware_concurrency());
    auto const workers = config.werkers > 0 ? static_cast<std::size_t>(config.werkers) : std::size_t{cores};
    std::unique_ptr<App> app(new App(config, std::move(*opened), std::move(*reader), std::move(*schemas), workers));
    app->stempel_ = vertrouwen_stempel(config);
    auto vertrouwen = read_vertrouwen(config);
    if (!vertrouwen)
        return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("{}", fmt::join(vertrouwen.error(), "\n"))});
    app->services_.partners = std::move(vertrouwen->partners);
    auto envelop_schemas = xsd::EnvelopSchemas::built_in();
    if (!envelop_schemas) return std::unexpected(envelop_schemas.error());
    app->services_.envelop_schemas = std::move(*envelop_schemas);
    app->services_.nummer = [nonce = store::sqlite::random_nonce()] { return store::uuid4(nonce()); };
    app->services_.tls = std::move(vertrouwen->tls);
    std::error_code unknown;
    auto const programma = std::filesystem::read_symlink("/proc/self/exe", unknown);
    app->services_.console = std::make_shared<http::Console const>(http::console_map(config.console, programma));
    app->services_.balie = std::make_unique<aanmelden::Balie>(store::sqlite::random_nonce());
    if (auto const read = app->services_.balie->lees_oidc(config); !read) return std::unexpected(read.error());
    auto sleutel = audit::sleutel(config, app->services_.reader->logboek());
    if (!sleutel) return std::unexpected(sleutel.error());
    app->openbaar_ = sleutel->public_key();
    app->services_.openbare_sleutel = sleutel->public_pem();
    auto bezwaar = app->klerk_.begin(std::move(*sleutel));
    if (!bezwaar) return std::unexpected(bezwaar.error());
    app->bezwaar_ = std::move(*bezwaar);
    if (!app->bezwaar_.empty()) return app; // run() tells and ends
    auto const instellingen = to_json(omgeving(config, *app->services_.partners, app->services_.pipeline.schemas()));
    auto const noted = app->services_.store->transact(
        [&](store::Transaction& tx) { return tx.omgeving(instellingen, app->services_.klok().utc_ms); });
    if (!noted) return std::unexpected(noted.error());
    if (auto const port = app->take_ports(); !port) return std::unexpected(port.error());
    return app;
}

model::Result<void> App::take_ports() {
    auto const taken = take_port(acceptor_, services_.config.luister);
    if (!taken) return taken;
    return take_port(acceptor_tls_, services_.config.luister_tls);
}

model::Result<void> App::take_port(tcp::acceptor& acceptor, std::string const& luister) {
    if (luister.empty()) return {};
    auto const wrong = [&](std::string_view why) {
        return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("{}: {}", luister, why)});
    };
    auto const adres = parse_adres(luister);
    error_code ec;
    auto const address = adres ? asio::ip::make_address(adres->host, ec) : asio::ip::address();
    if (!adres || ec) return wrong("dit is geen adres om op te luisteren");
    tcp::endpoint const endpoint(address, adres->poort);
    acceptor.open(endpoint.protocol(), ec);
    if (!ec) acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(asio::socket_base::max_listen_connections, ec);
    if (ec == asio::error::address_in_use)
        return wrong("deze poort is al in gebruik door een ander programma; kies een andere met --listen");
    if (ec == asio::error::access_denied) return wrong("op deze poort mag deze gebruiker niet luisteren; kies er een boven 1023");
    if (ec) return wrong(fmt::format("hier kan niet worden geluisterd ({})", ec.message()));
    return {};
}

int App::run() {
    if (!bezwaar_.empty()) {
        log_.write(LogNiveau::fout, "auditlog_klopt_niet", {{"fout", bezwaar_}});
        return 1;
    }
    std::signal(SIGPIPE, SIG_IGN);
    services_.vrij_mib = mib(free_bytes(services_.config.data));
    signals_.add(SIGTERM);
    signals_.add(SIGINT);
    signals_.async_wait([this](error_code const& ec, int) {
        if (!ec) begin_stop("signaal", 0);
    });
    hangup_.add(SIGHUP);
    wait_for_hangup();
    for (auto* acceptor : {&acceptor_, &acceptor_tls_})
        if (acceptor->is_open())
            asio::co_spawn(io_, accept(*acceptor, acceptor == &acceptor_tls_),
                           [this](std::exception_ptr error) { on_failure("accept", error); });
    asio::co_spawn(io_, watch(), [this](std::exception_ptr error) { on_failure("watch", error); });
    services_.relay_boek = services_.partners;
    asio::co_spawn(io_, delivery_.run(), [this](std::exception_ptr error) { on_failure("delivery", error); });
    asio::co_spawn(io_, klerk_.run(), [this](std::exception_ptr error) { on_failure("klerk", error); });
    asio::co_spawn(io_, map_invoer_.run(), [this](std::exception_ptr error) { on_failure("map_in", error); });
    asio::co_spawn(io_, dienst_.run(), [this](std::exception_ptr error) { on_failure("dienst", error); });

    log_.write(LogNiveau::info, "luistert",
               {{"url", url("http", acceptor_)},
                {"url_tls", url("https", acceptor_tls_)},
                {"data", services_.config.data},
                {"versie", KETENPOORT_VERSION},
                {"pid", std::int64_t{::getpid()}}});

    begin_kopieen();
    auto reader = services_.store->reader(); // while there are descriptors
    if (auto const minuten = parse_tijd(services_.config.replay_om))
        services_.nacht = std::make_shared<replay::Nacht const>(
            services_.config.data, services_.pipeline.gedeelde_schemas(),
            omgeving(services_.config, *services_.partners, services_.pipeline.schemas()), *minuten, services_.klok, services_.metrics, log_,
            services_.config.hoofdsleutel);
    services_.wat_als = std::make_shared<replay::WatAlsLoop>(
        services_.config.data, services_.config.hoofdsleutel, services_.pipeline.gedeelde_schemas(),
        omgeving(services_.config, *services_.partners, services_.pipeline.schemas()), services_.klok, log_);
    dienst_.gereed();
    std::thread io([this] { io_.run(); });
    pthread_setname_np(io.native_handle(), "io");
    std::thread check([this, &reader] { check_store(reader); });
    pthread_setname_np(check.native_handle(), "check");
    io.join();
    check_stops_ = true;
    check.join();
    services_.nacht.reset();
    services_.wat_als.reset();
    services_.balie->pool.stop();
    services_.work.stop();
    services_.read.stop();
    services_.rapport.stop();
    klerk_.besluit();
    services_.store_thread.stop();
    besluit_kopieen();
    log_.write(LogNiveau::info, "gestopt", {{"code", std::int64_t{exit_code_}}});
    return exit_code_;
}

void App::begin_kopieen() {
    auto const& config = services_.config;
    kopieen_ = std::make_unique<Kopieen>(
        Kopieen::Opdracht{config.data, config.verscheping, config.reservekopie_map,
                          config.reservekopie_map.empty() ? std::nullopt : parse_tijd(config.reservekopie_om), openbaar_,
                          config.hoofdsleutel},
        services_.klok, services_.metrics, log_);
    if (auto* verscheping = kopieen_->verscheping())
        services_.store_thread.submit(
            [this, verscheping](store::Transaction&) -> model::Result<void> {
                store::sqlite::verscheep(*services_.store, verscheping);
                return {};
            },
            [](model::Result<void> const&) {});
    kopieen_->begin();
}

void App::besluit_kopieen() {
    // The store thread has ended: what was committed last is cut here.
    if (auto* verscheping = kopieen_->verscheping()) {
        static_cast<void>(verscheping->vraag());
        static_cast<void>(services_.store->maintain());
        store::sqlite::verscheep(*services_.store, nullptr);
    }
    kopieen_.reset();
}

void App::check_store(model::Result<std::unique_ptr<store::Reader>> const& reader) {
    auto const fault = [&]() -> std::optional<model::Error> {
        if (!reader) return reader.error();
        auto const checked_all = (*reader)->check([this] { return check_stops_.load(); });
        if (!checked_all) return checked_all.error();
        return std::nullopt;
    }();
    if (!fault) return;
    // Too few descriptors or a read that failed is no damage; whoever needs those bytes meets the fault again.
    bool const damaged = fault->code == model::ErrorCode::store_corrupt;
    log_.write(damaged ? LogNiveau::fout : LogNiveau::waarschuwing, damaged ? "opslag_beschadigd" : "opslag_niet_nagekeken",
               {{"fout", fault->context}});
    if (!damaged) return;
    asio::post(io_, [this] {
        services_.distrusted = true;
        begin_stop("opslag", 2);
    });
}

void App::wait_for_hangup() {
    hangup_.async_wait([this](error_code const& ec, int) {
        if (ec) return;
        reload_asked_ = true;
        watch_timer_.cancel();
        wait_for_hangup();
    });
}

asio::awaitable<void> App::reload() {
    struct Read {
        std::string stempel;
        std::optional<std::expected<Vertrouwen, std::vector<std::string>>> vertrouwen;
    };
    bool const asked = std::exchange(reload_asked_, false);
    Read read = co_await run_on(services_.read, [this, asked] {
        Read seen{vertrouwen_stempel(services_.config), std::nullopt};
        if (asked || seen.stempel != stempel_) seen.vertrouwen = read_vertrouwen(services_.config);
        return seen;
    });
    if (!read.vertrouwen) co_return;
    stempel_ = std::move(read.stempel);
    services_.metrics.herladen(read.vertrouwen->has_value());
    if (!*read.vertrouwen) {
        log_.write(LogNiveau::fout, "vertrouwen_niet_herladen", {{"fout", fmt::format("{}", fmt::join(read.vertrouwen->error(), "; "))}});
        co_return;
    }
    services_.partners = std::move((*read.vertrouwen)->partners);
    services_.tls = std::move((*read.vertrouwen)->tls);
    aflopend_gemeld_.clear();
    log_.write(LogNiveau::info, "vertrouwen_herladen", {{"partners", static_cast<std::int64_t>(services_.partners->partners().size())}});
}

asio::awaitable<void> App::noteer_omgeving() {
    auto const oud = services_.relay_boek.load();
    if (oud == services_.partners) co_return;
    store::Store::Work work = [this, boek = services_.partners, moment_ms = services_.klok().utc_ms,
                               json = to_json(omgeving(services_.config, *services_.partners, services_.pipeline.schemas()))](
                                  store::Transaction& tx) -> model::Result<void> {
        if (auto done = tx.omgeving(json, moment_ms); !done) return done;
        // Not a decision earlier: those before this leaf were taken by the old book.
        services_.relay_boek = boek;
        return {};
    };
    model::Result<void> const noted = co_await run_on(services_.store_thread, std::move(work), StoreThread::Commit::alone);
    if (noted) co_return;
    services_.relay_boek = oud;
    log_.write(LogNiveau::waarschuwing, "omgeving_niet_genoteerd", {{"fout", noted.error().context}});
}

asio::awaitable<void> App::noteer_sprongen() {
    for (auto const sprong_ms : sprongen_.neem()) {
        store::Store::Work work = [moment_ms = services_.klok().utc_ms, sprong_ms](store::Transaction& tx) { return tx.log_klok(moment_ms, sprong_ms); };
        model::Result<void> const noted = co_await run_on(services_.store_thread, std::move(work));
        if (!noted) sprongen_.meld(sprong_ms);
    }
}

void App::watch_ends() {
    if (!services_.tls) return;
    auto const& tls = *services_.tls;
    services_.metrics.geldig_tot(tls.certificaat_tot(), tls.crl_tot());
    for (auto const what : loopt_af(tls.certificaat_tot(), tls.crl_tot(), services_.klok().utc_ms / 1000)) {
        if (aflopend_gemeld_.find(what) != std::string::npos) continue;
        aflopend_gemeld_ += what;
        log_.write(LogNiveau::waarschuwing, "loopt_binnen_een_dag_af", {{"wat", what}});
    }
}

asio::awaitable<void> App::accept(tcp::acceptor& acceptor, bool secured) {
    bool complained = false;
    for (;;) {
        auto [ec, socket] = co_await acceptor.async_accept(checked);
        if (!acceptor.is_open()) co_return;
        if (ec) {
            // Out of descriptors or memory: connections in hand go on, new ones wait in the kernel.
            if (!complained) log_.write(LogNiveau::waarschuwing, "verbinding_niet_aangenomen", {{"fout", ec.message()}});
            complained = true;
            asio::steady_timer pause(io_, accept_pause);
            co_await pause.async_wait(checked);
            continue;
        }
        complained = false;
        auto const report = [this](std::exception_ptr error) { on_failure("session", error); };
        bool const room = static_cast<std::int64_t>(sessions_.size()) < services_.config.verbindingen || sessions_.close_longest_idle();
        if (room) {
            asio::co_spawn(io_, http::run_session(std::move(socket), services_, sessions_, secured ? services_.tls : nullptr), report);
        } else if (!secured) {
            if (Place place(turned_away_); place)
                asio::co_spawn(io_, http::turn_away(std::move(socket), services_, std::move(place)), report);
        }
    }
}

asio::awaitable<void> App::watch() {
    for (unsigned round = 0; !services_.stopping; ++round) {
        bool const count = round % count_every == 0;
        Waarneming const gezien = co_await run_on(services_.read, [this, count] {
            Waarneming seen{free_bytes(services_.config.data), log_bytes(services_.config.data), std::nullopt, {}};
            if (count)
            {
                if (auto const tellingen = services_.reader->tellingen()) seen.tellingen = *tellingen;
                if (auto open = open_termijnen(*services_.reader, services_.pipeline.kalender(), services_.klok().vandaag, termijnen_geteld)) seen.termijnen = std::move(*open);
            }
            return seen;
        });
        co_await reload();
        co_await noteer_omgeving();
        co_await noteer_sprongen();
        watch_ends();
        bool const was_ready = services_.ready();
        services_.vrij_mib = mib(gezien.vrij);
        services_.metrics.vrije_ruimte(gezien.vrij);
        services_.metrics.databanklog(gezien.databanklog);
        if (gezien.tellingen)
            services_.metrics.opgeslagen(gezien.tellingen->berichten, gezien.tellingen->uit_open, gezien.tellingen->uit_opgegeven,
                                         gezien.tellingen->audit_leaves);
        if (count) watch_termijnen(gezien.termijnen);
        dienst_.stand();
        if (was_ready != services_.ready())
            log_.write(LogNiveau::waarschuwing, services_.ready() ? "neemt_weer_berichten_aan" : "neemt_geen_berichten_aan",
                       {{"vrij_mib", services_.vrij_mib}, {"nodig_mib", services_.config.vrije_ruimte}});
        if (services_.distrusted) begin_stop("opslag", 2);
        if (services_.stopping) co_return;
        if (count) co_await approve_overdue(services_);
        if (services_.stopping) co_return;
        watch_timer_.expires_after(watch_period);
        co_await watch_timer_.async_wait(checked);
    }
}

void App::watch_termijnen(std::vector<OpenTermijn> const& open) {
    auto const moment = services_.klok();
    for (auto const& [soort, stand] : stand_van(open, moment.vandaag)) {
        auto const left = stand.eerste_ms == 0 ? 0 : (stand.eerste_ms - moment.utc_ms) / 1000;
        services_.metrics.termijnen(name(soort), stand.open, stand.te_laat, left);
        // Once for each day and each number, so that the log is read.
        auto& told = termijn_gemeld_[soort];
        auto const now = std::tuple(moment.vandaag, stand.te_laat, stand.vandaag);
        if (now == told || (stand.te_laat == 0 && stand.vandaag == 0)) continue;
        told = now;
        log_.write(LogNiveau::waarschuwing, stand.te_laat > 0 ? "termijn_verstreken" : "termijn_verstrijkt_vandaag",
                   {{"soort", name(soort)}, {"te_laat", stand.te_laat}, {"vandaag", stand.vandaag}, {"open", stand.open}});
    }
}

void App::begin_stop(std::string_view reden, int exit_code) {
    exit_code_ = std::max(exit_code_, exit_code);
    if (services_.stopping) return;
    services_.stopping = true;
    log_.write(LogNiveau::info, "stopt", {{"reden", reden}, {"verbindingen", static_cast<std::int64_t>(sessions_.size())}});
    dienst_.stop();
    error_code ignored;
    acceptor_.close(ignored);
    acceptor_tls_.close(ignored);
    hangup_.cancel(ignored); // still caught, so that a late one ends nothing
    signals_.clear(ignored); // from here a signal has its default effect: it ends the process at once
    signals_.cancel(ignored);
    watch_timer_.cancel();
    delivery_.stop();
    map_invoer_.stop();
    klerk_.stop();
    services_.wat_als->stop();
    sessions_.on_empty = [this] { stop_timer_.cancel(); };
    sessions_.close_idle();
    if (sessions_.size() == 0) return;
    stop_timer_.expires_after(std::chrono::seconds(services_.config.termijn_stop));
    stop_timer_.async_wait([this](error_code const& ec) {
        if (ec) return;
        log_.write(LogNiveau::waarschuwing, "verbindingen_afgebroken", {{"aantal", static_cast<std::int64_t>(sessions_.size())}});
        sessions_.close_all();
    });
}

void App::on_failure(std::string_view what, std::exception_ptr error) {
    if (!error) return;
    // The text of an exception may quote a message, so it stays out of the log.
    log_.write(LogNiveau::fout, "onverwachte_fout", {{"waar", what}});
    // Without these two nothing works; a session can be missed.
    if (what != "session") begin_stop("fout", 2);
}

} // namespace gateway
