#pragma once

#include "gateway/http/answer.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace gateway::http {

/// The console as it was built, in memory: read once at start, so that no request touches a file. Any thread.
class Console {
public:
    /// @param map what `npm run build` made; without an index.html in it there is no console. A file that cannot be read is left out.
    explicit Console(std::filesystem::path const& map);

    [[nodiscard]] bool gebouwd() const { return bestanden_.contains("index.html"); }
    /// A file of it; index.html for every other path, since screens have addresses of their own. 404: a path in assets/ or with a step up
    /// that is no file, or nothing was built. Pure.
    /// @param pad behind /console/ @param accept_encoding as sent
    [[nodiscard]] Answer toon(std::string_view pad, std::string_view accept_encoding) const;

private:
    struct Bestand {
        std::string inhoud;
        std::string gzip; ///< the same, packed when it was built; empty: it was not
        std::string brotli;
    };
    std::map<std::string, Bestand, std::less<>> bestanden_; ///< by their path
};

/// Where the console stands: the setting, else installed beside the program, else in the source tree that the program was built in.
[[nodiscard]] std::filesystem::path console_map(std::string_view instelling, std::filesystem::path const& programma);

/// Whether an Accept-Encoding takes this form. Pure.
[[nodiscard]] bool neemt(std::string_view accept_encoding, std::string_view vorm);

} // namespace gateway::http
