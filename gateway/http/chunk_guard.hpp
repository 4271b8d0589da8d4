#pragma once

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

#include <cstdint>

namespace gateway::http {

/// Chunks cost more to read than they carry when they are tiny, and what stands in an extension is counted by nobody.
class ChunkGuard {
public:
    void operator()(std::uint64_t size, boost::beast::string_view extensions, boost::system::error_code& ec) {
        ++chunks_;
        bytes_ += size;
        if (!extensions.empty() || chunks_ > 1024 + bytes_ / 128) ec = boost::beast::http::error::bad_chunk_extension;
    }

private:
    std::uint64_t chunks_ = 0;
    std::uint64_t bytes_ = 0;
};

} // namespace gateway::http
