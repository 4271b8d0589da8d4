#pragma once

#include "gateway/audit/klerk.hpp"
#include "gateway/delivery.hpp"
#include "gateway/dienst.hpp"
#include "gateway/http/session.hpp"
#include "gateway/klok.hpp"
#include "gateway/kopieen.hpp"
#include "gateway/map_invoer.hpp"
#include "gateway/services.hpp"
#include "gateway/termijnen.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <map>
#include <memory>
#include <string_view>
#include <tuple>
#include <vector>

namespace gateway {

/// The daemon: builds all parts in order, runs them, and stops them in reverse. See docs/threads.md.
class App {
public:
    /// Opens the store, loads the schemas and takes the port. Errors, with Dutch text for the operator: wrong_use, store_*.
    static model::Result<std::unique_ptr<App>> build(Config const& config);
    ~App();
    App(App const&) = delete;
    App& operator=(App const&) = delete;

    /// Serves until SIGTERM or SIGINT, or until the store is not to be trusted. A second signal ends the process at once.
    /// @returns 0 after a signal, 1 at once when the audit log is not the one that was signed, 2 when the store failed. Main thread, once.
    int run();

private:
    App(Config const& config, std::unique_ptr<store::Store> opened, std::unique_ptr<store::Reader> reader,
        std::shared_ptr<xsd::SchemaSet const> schemas, std::size_t workers);

    model::Result<void> take_ports();
    /// Listens on one address; an empty one: not at all.
    model::Result<void> take_port(boost::asio::ip::tcp::acceptor& acceptor, std::string const& luister);
    /// Reads certificates, CRLs and the partner book again when they changed or somebody asked; what does not load leaves all as it was.
    boost::asio::awaitable<void> reload();
    /// Tells, once per loaded set, of a certificate or CRL that ends soon.
    void watch_ends();
    /// Metrics of what is open, and a word in the log of what is late or ends today.
    void watch_termijnen(std::vector<OpenTermijn> const& open);
    /// Copies of the store, and what is committed carried away.
    void begin_kopieen();
    void besluit_kopieen();
    /// Looks the whole store over while it is in use; ends the daemon when it finds damage. Thread `check`.
    void check_store(model::Result<std::unique_ptr<store::Reader>> const& reader);
    /// Notes in the store which settings decide from here on, and lets the store thread use the partner book of now.
    boost::asio::awaitable<void> noteer_omgeving();
    /// Notes in the audit log that the clock was set.
    boost::asio::awaitable<void> noteer_sprongen();
    boost::asio::awaitable<void> accept(boost::asio::ip::tcp::acceptor& acceptor, bool secured);
    void wait_for_hangup();
    boost::asio::awaitable<void> watch();
    void begin_stop(std::string_view reden, int exit_code);
    void on_failure(std::string_view what, std::exception_ptr error);

    // In this order: what stands lower is destroyed first.
    Log log_;
    Sprongen sprongen_;
    boost::asio::io_context io_{1};
    Services services_;
    boost::asio::ip::tcp::acceptor acceptor_{io_};
    boost::asio::ip::tcp::acceptor acceptor_tls_{io_};
    boost::asio::signal_set signals_{io_};
    boost::asio::signal_set hangup_{io_};
    boost::asio::steady_timer stop_timer_{io_};
    boost::asio::steady_timer watch_timer_{io_};
    Dienst dienst_;
    Delivery delivery_;
    MapInvoer map_invoer_{io_, services_};
    audit::Klerk klerk_{io_, services_};
    std::unique_ptr<Kopieen> kopieen_;
    std::optional<store::audit::PublicKey> openbaar_; ///< key of the audit log
    std::string bezwaar_; ///< why the audit log cannot go on; empty: it can
    Places turned_away_{64};
    http::Sessions sessions_;
    int exit_code_ = 0;
    std::map<TermijnSoort, std::tuple<model::Date, std::int64_t, std::int64_t>> termijn_gemeld_; ///< day, late, today: as last told
    std::string stempel_;         ///< of the files that were last tried
    bool reload_asked_ = false;   ///< SIGHUP
    std::string aflopend_gemeld_; ///< what of the present set was told to end soon
    std::atomic<bool> check_stops_ = false;
};

} // namespace gateway
