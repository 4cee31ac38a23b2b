# Makes the line of a sink whose receiver takes only so many bytes a line, into [@metadata][line].
#
# What is longer than a receiver takes, it cuts up, and takes the rest for a message of its own: then whoever chooses a
# long path writes log lines of other hosts and programs. So the longest texts are shortened, and marked, until the line
# fits; `tags` says "shortened", and the whole event is in the archive, under the same event.hash.
#
# Parameters: limit, in bytes; format, `json` for the whole event, or `cef`, for which only the named `fields` are
# shortened, so that the codec's line fits.
require 'json'

# Of a text that is shortened at least so many bytes are left.
SHORTEST = 32

def register(params)
  @limit = Integer(params['limit'])
  @fields = params['fields']
  raise ArgumentError, "the limit of a line is #{@limit}: at least 1000 bytes are needed" if @limit < 1000
end

def filter(event)
  @fields ? shorten_fields(event) : event.set('[@metadata][line]', line_of(event))
  [event]
end

def line_of(event)
  whole = event.to_hash
  text = JSON.generate(whole)
  return text if text.bytesize <= @limit

  caps do |cap|
    text = JSON.generate(tagged(shortened(whole, cap)))
    return text if text.bytesize <= @limit
  end
  JSON.generate(tagged(core(whole)))
end

# So many fields, or such long names of fields, that shortened texts do not help.
def core(whole)
  event = whole['event'].is_a?(Hash) ? whole['event'].slice('hash', 'kind', 'action', 'created') : {}
  kept = shortened({ 'message' => whole['message'], 'event' => event }, 128)
  { '@timestamp' => whole['@timestamp'], '@version' => '1' }.merge(kept)
end

def caps
  cap = @limit / 2
  while cap >= SHORTEST
    yield cap
    cap /= 2
  end
end

def tagged(event)
  event.merge('tags' => Array(event['tags']) | ['shortened'])
end

def shortened(value, cap)
  case value
  when Hash   then value.transform_values { |item| shortened(item, cap) }
  when Array  then value.map { |item| shortened(item, cap) }
  when String then cut(value, cap)
  else value
  end
end

# Never in the middle of a character.
def cut(text, cap)
  size = text.bytesize
  return text if size <= cap

  "#{text.byteslice(0, cap).scrub('')}...[#{size} bytes]"
end

# The codec writes a list or a map, which should be a text, as JSON.
def text_of(value)
  value.is_a?(Hash) || value.is_a?(Array) ? JSON.generate(value) : value&.to_s
end

# Escaped a character can take two bytes, so a field counts twice.
def shorten_fields(event)
  texts = @fields.to_h { |field| [field, text_of(event.get(field))] }.compact
  return if texts.values.sum(&:bytesize) * 2 <= @limit

  caps do |cap|
    cuts = texts.transform_values { |text| cut(text, cap) }
    next if cuts.values.sum(&:bytesize) * 2 > @limit && cap / 2 >= SHORTEST

    cuts.each { |field, text| event.set(field, text) }
    event.tag('shortened')
    return
  end
end

test 'a short event' do
  parameters { { 'limit' => 1000 } }
  in_event { { 'message' => 'a', 'wallarm' => { 'b' => [1, nil] } } }
  expect('stays as it is') do |events|
    JSON.parse(events[0].get('[@metadata][line]')).slice('message', 'wallarm') == { 'message' => 'a', 'wallarm' => { 'b' => [1, nil] } }
  end
end

test 'a long text' do
  parameters { { 'limit' => 1000 } }
  in_event { { 'message' => 'a', 'wallarm' => { 'path' => "\u00e9" * 5000, 'id' => 'b' } } }
  expect('is shortened and marked, and nothing else is') do |events|
    line = events[0].get('[@metadata][line]')
    read = JSON.parse(line)
    line.bytesize <= 1000 && read['tags'] == ['shortened'] && read['wallarm']['id'] == 'b' &&
      read['wallarm']['path'].match?(/\A\u00e9+\.\.\.\[10000 bytes\]\z/)
  end
end

test 'what cannot be shortened' do
  parameters { { 'limit' => 1000 } }
  in_event { { 'message' => 'a', 'event' => { 'hash' => 'c' }, 'wallarm' => (1..500).to_h { |n| ["key#{n}", n] } } }
  expect('leaves what finds it in the archive') do |events|
    line = events[0].get('[@metadata][line]')
    line.bytesize <= 1000 && JSON.parse(line)['event'] == { 'hash' => 'c' }
  end
end

test 'named fields' do
  parameters { { 'limit' => 1000, 'fields' => ['message', 'requestUrl', 'externalId'] } }
  in_event { { 'message' => 'a', 'requestUrl' => '/' * 9000, 'externalId' => 'b' } }
  expect('fit, and only the long one is shortened') do |events|
    events[0].get('requestUrl').bytesize < 500 && events[0].get('message') == 'a' && events[0].get('tags') == ['shortened']
  end
end
