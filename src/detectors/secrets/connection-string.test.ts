import { describe, expect, it } from 'vitest'
import { draws, found, signals } from '../../../test/support/secrets.ts'
import { connectionString } from './connection-string.ts'

const { alphanumeric, base64 } = draws(71)
const value = `${alphanumeric(11)}7Q`

describe('finds the password alone', () => {
  it.each([
    ['PostgreSQL', `postgres://app:${value}@db.internal:5432/app`],
    ['MongoDB', `mongodb+srv://app:${value}@cluster0.ab1cd.mongodb.net/app?retryWrites=true`],
    ['Redis without a user', `redis://:${value}@cache:6379/0`],
    ['AMQP', `amqps://svc:${value}@mq.internal/vhost`],
    ['FTP', `ftp://ana:${value}@files.internal/in`],
    ['HTTP', `https://ana:${value}@repo.internal/simple`],
    ['an address', `mysql://root:${value}@10.0.0.12:3306/app`],
    ['SQLAlchemy', `postgresql+psycopg2://app:${value}@db/app`],
    ['JDBC', `jdbc:mysql://db:3306/app;user=app;Password=${value};`],
    ['Oracle', `jdbc:oracle:thin:scott/${value}@db:1521:orcl`],
    ['ADO', `Server=tcp:db,1433;Initial Catalog=app;User ID=sa;Password=${value};Encrypt=True`],
    ['ODBC', `Driver={SQL Server};Server=db;Uid=sa;Pwd=${value};`],
    ['quoted', `"Data Source=db;User Id=sa;Password='${value}'"`],
  ])('%s', (_, text) => {
    expect(found(connectionString, text)).toEqual([value])
  })

  it('an unescaped slash or at sign in it', () => {
    expect(found(connectionString, `postgres://app:ab1@${value}@db.internal/app`)).toEqual([`ab1@${value}`])
    expect(found(connectionString, `postgres://app:ab1/${value}@db.internal/app`)).toEqual([`ab1/${value}`])
  })

  it('the key of an Azure account', () => {
    const key = `${base64(86)}==`
    const text = `DefaultEndpointsProtocol=https;AccountName=data;AccountKey=${key};EndpointSuffix=core.windows.net`
    expect(found(connectionString, text)).toEqual([key])
    const bus = `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${base64(43)}=`
    expect(found(connectionString, bus)).toHaveLength(1)
  })

  it('the signature of a shared access URL', () => {
    const signature = encodeURIComponent(`${base64(43)}=`)
    const text = `https://data.blob.core.windows.net/c/f?sv=2024-11-04&se=2027-01-01&sp=r&sig=${signature}`
    expect(found(connectionString, text)).toEqual([signature])
  })
})

describe('passes', () => {
  it.each([
    'postgres://user:password@localhost:5432/db',
    'mysql://root:root@localhost/test',
    'http://user:pass@example.com/',
    'https://example.com:8080/@user',
    'https://example.com/a:b@c',
    'postgres://$' + '{USER}:$' + '{PASSWORD}@db/app',
    'mongodb://<user>:<password>@cluster0.mongodb.net',
    'ssh://git@github.com/team/project.git',
    'https://user@example.com/',
    'git+https://github.com/team/project.git',
    'see http://a:b@c for the syntax',
    'mailto:ana@example.com',
    'Server=db;Database=app;Integrated Security=true;',
    'Server=db;Password=<password>;',
    'https://x.blob.core.windows.net/c?sv=2024-11-04&sig=REDACTED',
  ])('%s', text => {
    expect(found(connectionString, text)).toEqual([])
  })
})

it('is less sure of a default login', () => {
  const [own] = signals(connectionString, `postgres://app:${value}@db.internal/app`)
  const [same] = signals(connectionString, 'postgres://airflow:airflow@db.internal/airflow')
  expect(own?.score).toBeGreaterThan(0.85)
  expect(same?.score ?? 0).toBeLessThan(0.6)
})
